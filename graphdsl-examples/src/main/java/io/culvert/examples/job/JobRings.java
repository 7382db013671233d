package io.culvert.examples.job;

import io.culvert.RingSettings;
import io.culvert.ring.file.RingDirectory;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.apache.pekko.actor.ActorSystem;

/**
 * The rings of one run of a job, in a private directory: a run never finds files of another run,
 * not even of one that was killed.
 */
public final class JobRings implements AutoCloseable {

  private static final String PREFIX = "culvert-job-";

  private final Path directory;

  private JobRings(Path directory) {
    this.directory = directory;
  }

  /**
   * Creates a directory, whose name contains the process id. After a loss of power the user can
   * tell from it that the directory is not needed any more.
   *
   * @throws IOException if it cannot be created
   */
  static JobRings create() throws IOException {
    String prefix = prefix(ProcessHandle.current().pid());
    return new JobRings(Files.createTempDirectory(RingDirectory.defaultPath().getParent(), prefix));
  }

  /** Returns the first part of the names of a process's directories. */
  static String prefix(long pid) {
    return PREFIX + pid + "-";
  }

  /**
   * Opens the directory that the first JVM of the job created.
   *
   * @throws JobException if the name is not that of such a directory, because {@link #close()}
   *     deletes it
   */
  static JobRings in(Path directory) {
    if (!directory.getFileName().toString().startsWith(PREFIX)) {
      throw new JobException("not a directory of the job: " + directory);
    }
    return new JobRings(directory);
  }

  /** Returns the directory of the rings. */
  public Path directory() {
    return directory;
  }

  /** Returns the settings of the rings. */
  public RingSettings settings(ActorSystem system) {
    return RingSettings.create(system).withDirectory(directory);
  }

  /** Removes the directory and the files in it, if they still exist. */
  @Override
  public void close() throws IOException {
    try (DirectoryStream<Path> files = Files.newDirectoryStream(directory)) {
      for (Path file : files) {
        Files.deleteIfExists(file);
      }
      Files.deleteIfExists(directory);
    } catch (NoSuchFileException e) {
      return; // this or another JVM removed it before
    }
  }
}
