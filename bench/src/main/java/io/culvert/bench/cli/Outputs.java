package io.culvert.bench.cli;

import io.culvert.bench.report.JsonFile;
import java.nio.file.Files;
import java.nio.file.Path;
import picocli.CommandLine.Option;

/** Where a report goes. */
final class Outputs {

  @Option(names = "--json", paramLabel = "FILE", description = "Write every figure here.")
  private Path json;

  void requireWritable(Arguments arguments) {
    requireDirectory(arguments, "--json", json);
  }

  /** Found out before minutes are spent on measuring. */
  private static void requireDirectory(Arguments arguments, String option, Path file) {
    if (file == null) {
      return;
    }
    Path directory = file.toAbsolutePath().getParent();
    arguments.require(
        directory != null && Files.isWritable(directory) && !Files.isDirectory(file),
        option + " must name a file in a directory that exists and is writable: file=" + file);
  }

  void write(Object report) {
    if (json != null) {
      JsonFile.write(json, report);
    }
  }
}
