package io.culvert.bench.cli;

import io.culvert.bench.readme.ReadmeFigures;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Figures into README.md. */
@Command(
    mixinStandardHelpOptions = true,
    name = "figures",
    description =
        "Writes what compare and latency have measured into a Markdown file, between its lines"
            + " <!-- figures:begin --> and <!-- figures:end -->, with a picture of each report.")
final class FiguresCommand implements Callable<Integer> {

  @Parameters(index = "0", paramLabel = "MARKDOWN", description = "File with the two lines.")
  private Path markdown;

  @Parameters(
      index = "1",
      paramLabel = "DIRECTORY",
      description = "Every *.json in it is shown; the pictures are written beside them.")
  private Path directory;

  @Override
  public Integer call() {
    ReadmeFigures.of(markdown, directory).write();
    return 0;
  }
}
