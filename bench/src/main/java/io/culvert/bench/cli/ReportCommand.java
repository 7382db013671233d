package io.culvert.bench.cli;

import com.fasterxml.jackson.databind.JsonNode;
import io.culvert.bench.report.ReportFiles;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Writes a page from several reports. */
@Command(
    mixinStandardHelpOptions = true,
    name = "report",
    description = "Writes one page from the reports that several runs wrote by --json.")
final class ReportCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;

  @Option(
      names = "--html",
      required = true,
      paramLabel = "FILE",
      description = "Write the page here.")
  private Path html;

  @Parameters(arity = "1..*", paramLabel = "JSON", description = "Files with reports.")
  private List<Path> files;

  @Override
  public Integer call() {
    new Arguments(spec).requireWritable("--html", html);
    List<JsonNode> reports = files.stream().map(ReportFiles::read).toList();
    ReportFiles.writeHtml(html, reports);
    return 0;
  }
}
