package io.culvert.examples.flights;

import io.culvert.RingSettings;
import io.culvert.ring.RingDirectory;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.apache.pekko.actor.ActorSystem;

/**
 * The rings of one run of the job, in a private directory: a run never meets what another one, or a
 * killed one, has left.
 */
final class Rings implements AutoCloseable {

  /** Carries the flights. */
  static final String FLIGHTS = "flights";

  /** Carries how many bytes of the input have been read, a number at a time, to be added up. */
  static final String INPUT_READ = "input-read";

  private static final String PREFIX = "culvert-flights-";

  private final Path directory;

  private Rings(Path directory) {
    this.directory = directory;
  }

  /**
   * A new directory, with the process id in its name for whoever finds it after a loss of power.
   *
   * @throws IOException when there can be none
   */
  static Rings create() throws IOException {
    String prefix = PREFIX + ProcessHandle.current().pid() + "-";
    return new Rings(Files.createTempDirectory(RingDirectory.defaultPath().getParent(), prefix));
  }

  /**
   * The directory that the other JVM has made.
   *
   * @throws FlightsException when it was made by somebody else: {@link #close()} will delete it
   */
  static Rings in(Path directory) {
    if (!directory.getFileName().toString().startsWith(PREFIX)) {
      throw new FlightsException("not a directory of the job: " + directory);
    }
    return new Rings(directory);
  }

  Path directory() {
    return directory;
  }

  RingSettings settings(ActorSystem system) {
    return RingSettings.create(system).withDirectory(directory);
  }

  /** Removes the directory with the files in it. Does nothing when it is gone. */
  @Override
  public void close() throws IOException {
    try (DirectoryStream<Path> files = Files.newDirectoryStream(directory)) {
      for (Path file : files) {
        Files.deleteIfExists(file);
      }
      Files.deleteIfExists(directory);
    } catch (NoSuchFileException e) {
      return; // it has been removed before, or by the other JVM
    }
  }
}
