package io.culvert.examples.flights;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.culvert.examples.job.JobException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/**
 * The file of the full result, as JSON. It exists only after a run that succeeded: the file of an
 * earlier run is deleted before the work begins, and the new one is moved into place as a whole.
 */
final class ReportFile {

  private final Path file;

  private ReportFile(Path file) {
    this.file = file;
  }

  /**
   * Removes the result of an earlier run, and creates the directory if it is missing.
   *
   * @throws JobException if the result could not be written there later
   */
  static ReportFile prepare(Path file) {
    try {
      Path directory = file.toAbsolutePath().getParent();
      if (directory == null || Files.isDirectory(file)) {
        throw new JobException("cannot write " + file + ": it is a directory");
      }
      Files.createDirectories(directory);
      Files.deleteIfExists(file);
      if (!Files.isWritable(directory)) {
        throw new JobException("cannot write " + file + ": its directory is not writable");
      }
      return new ReportFile(file);
    } catch (IOException e) {
      throw new JobException("cannot write " + file + ": " + e, e);
    }
  }

  void write(DelayReport report) {
    Path part = file.resolveSibling(file.getFileName() + ".part");
    try {
      try {
        new ObjectMapper().writerWithDefaultPrettyPrinter().writeValue(part.toFile(), report);
        Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
      } finally {
        Files.deleteIfExists(part);
      }
    } catch (IOException e) {
      throw new JobException("cannot write " + file + ": " + e, e);
    }
  }

  @Override
  public String toString() {
    return file.toString();
  }
}
