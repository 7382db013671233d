package io.culvert.examples.flights;

import io.culvert.examples.job.JobException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** The input of a job: a file of the user, or the built-in data set. */
public final class FlightsInput {

  private static final String BUILT_IN = "/flights/flights-2001-01.csv.gz";
  private static final String GZIP = ".csv.gz";
  private static final String PLAIN = ".csv";

  private final String name;

  private FlightsInput(String name) {
    this.name = name;
  }

  /** Returns an input without checking it. An empty name stands for the built-in data set. */
  public static FlightsInput of(String name) {
    return new FlightsInput(name);
  }

  /**
   * Checks the input before any work begins, and returns it.
   *
   * @throws JobException if it is of an unknown kind, or cannot be read
   */
  public FlightsInput requireReadable() {
    if (isBuiltIn()) {
      return this;
    }
    if (!name.endsWith(PLAIN) && !name.endsWith(GZIP)) {
      throw refused("unknown kind of file, wanted " + PLAIN + " or " + GZIP);
    }
    Path file = Path.of(name);
    if (!Files.exists(file)) {
      throw refused("no such file");
    }
    if (!Files.isRegularFile(file)) {
      throw refused("not a regular file");
    }
    if (!Files.isReadable(file)) {
      throw refused("not readable");
    }
    return this;
  }

  private JobException refused(String reason) {
    return new JobException(this + ": " + reason);
  }

  private boolean isBuiltIn() {
    return name.isEmpty();
  }

  /** Returns the name by which another JVM finds the same input. */
  String name() {
    return name;
  }

  boolean isGzip() {
    return isBuiltIn() || name.endsWith(GZIP);
  }

  boolean isSameFile(Path file) throws IOException {
    return !isBuiltIn()
        && Files.exists(Path.of(name))
        && Files.exists(file)
        && Files.isSameFile(Path.of(name), file);
  }

  /** Opens its bytes as they are, compressed or not. */
  InputStream open() throws IOException {
    return isBuiltIn()
        ? FlightsInput.class.getResourceAsStream(BUILT_IN)
        : Files.newInputStream(Path.of(name));
  }

  /** Returns the number of those bytes. */
  long size() throws IOException {
    if (!isBuiltIn()) {
      return Files.size(Path.of(name));
    }
    try (InputStream bytes = open()) {
      return bytes.transferTo(OutputStream.nullOutputStream());
    }
  }

  /** Returns its name in messages. */
  @Override
  public String toString() {
    return isBuiltIn() ? "built-in " + BUILT_IN.substring(BUILT_IN.lastIndexOf('/') + 1) : name;
  }
}
