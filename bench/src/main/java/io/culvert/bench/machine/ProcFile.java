package io.culvert.bench.machine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/** Reads files of {@code /proc} whose lines have a key, a colon and a value. */
public final class ProcFile {

  private ProcFile() {}

  /** Returns the first value of a key; empty if there is none, or the system is not Linux. */
  public static Optional<String> value(String file, String key) {
    try (Stream<String> lines = Files.lines(Path.of("/proc", file))) {
      return lines
          .filter(line -> line.startsWith(key))
          .map(line -> line.substring(line.indexOf(':') + 1).trim())
          .findFirst();
    } catch (IOException e) {
      return Optional.empty();
    }
  }
}
