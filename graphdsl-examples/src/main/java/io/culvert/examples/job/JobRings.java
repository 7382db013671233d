package io.culvert.examples.job;

import io.culvert.RingSettings;
import io.culvert.ring.RingDirectory;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.apache.pekko.actor.ActorSystem;

/**
 * The rings of one run of a job, in a private directory: a run never meets what another one, or a
 * killed one, has left.
 */
public final class JobRings implements AutoCloseable {

  private static final String PREFIX = "culvert-job-";

  private final Path directory;

  private JobRings(Path directory) {
    this.directory = directory;
  }

  /**
   * A new directory, with the process id in its name for whoever finds it after a loss of power.
   *
   * @throws IOException when there can be none
   */
  static JobRings create() throws IOException {
    String prefix = prefix(ProcessHandle.current().pid());
    return new JobRings(Files.createTempDirectory(RingDirectory.defaultPath().getParent(), prefix));
  }

  /** What the directories of a process begin with. */
  static String prefix(long pid) {
    return PREFIX + pid + "-";
  }

  /**
   * The directory that the first JVM of the job has made.
   *
   * @throws JobException when it was made by somebody else: {@link #close()} will delete it
   */
  static JobRings in(Path directory) {
    if (!directory.getFileName().toString().startsWith(PREFIX)) {
      throw new JobException("not a directory of the job: " + directory);
    }
    return new JobRings(directory);
  }

  /** Where the rings lie. */
  public Path directory() {
    return directory;
  }

  /** The settings of the rings. */
  public RingSettings settings(ActorSystem system) {
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
      return; // it has been removed before, or by another JVM
    }
  }
}
