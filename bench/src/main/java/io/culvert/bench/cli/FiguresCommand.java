package io.culvert.bench.cli;

import io.culvert.bench.publish.PublishedFigures;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Writes figures into the documentation. */
@Command(
    mixinStandardHelpOptions = true,
    name = "figures",
    description =
        "Writes the reports of compare and latency into two Markdown files, with pictures.")
final class FiguresCommand implements Callable<Integer> {

  @Parameters(
      index = "0",
      paramLabel = "README",
      description =
          "File that shows one picture between its lines <!-- figures:begin --> and"
              + " <!-- figures:end -->.")
  private Path readme;

  @Parameters(
      index = "1",
      paramLabel = "PAGE",
      description = "File that shows every report; it is replaced.")
  private Path page;

  @Parameters(
      index = "2",
      paramLabel = "DIRECTORY",
      description =
          "Every *.json in it is shown. The pictures are written beside them; pictures of other"
              + " reports are deleted.")
  private Path directory;

  @Override
  public Integer call() {
    PublishedFigures.of(readme, page, directory).write();
    return 0;
  }
}
