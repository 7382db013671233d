package io.culvert.bench.cli;

import io.culvert.bench.report.ReportFiles;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Option;

/** The files of a report. */
final class Outputs {

  @Option(names = "--json", paramLabel = "FILE", description = "Write every figure here.")
  private Path json;

  @Option(names = "--html", paramLabel = "FILE", description = "Write a page with charts here.")
  private Path html;

  /** Checks the files before minutes are spent on measuring. */
  void requireWritable(Arguments arguments) {
    arguments.requireWritable("--json", json);
    arguments.requireWritable("--html", html);
  }

  void write(Object report) {
    if (json != null) {
      ReportFiles.writeJson(json, report);
    }
    if (html != null) {
      ReportFiles.writeHtml(html, List.of(report));
    }
  }
}
