package io.culvert.bench.cli;

import io.culvert.bench.BenchException;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The bench as a program. */
@Command(
    name = "culvert-bench",
    description = "Compares Culvert with its alternatives, on this machine in one run.",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    subcommands = {
      CompareCommand.class,
      LatencyCommand.class,
      CostCommand.class,
      MicroCommand.class,
      ReportCommand.class,
      FiguresCommand.class
    })
public final class Bench {

  private Bench() {}

  /**
   * Runs a subcommand. Ends with 0 if all went well, with 1 if something failed, with 2 if an
   * argument is invalid.
   */
  public static void main(String[] arguments) {
    System.exit(commandLine().execute(arguments));
  }

  static CommandLine commandLine() {
    return new CommandLine(new Bench())
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setExecutionExceptionHandler(Bench::explain);
  }

  private static int explain(
      Exception failure, CommandLine command, CommandLine.ParseResult arguments) throws Exception {
    if (failure instanceof BenchException) {
      command.getErr().println("culvert-bench: " + failure.getMessage());
      return CommandLine.ExitCode.SOFTWARE;
    }
    throw failure;
  }
}
