package io.culvert.bench.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.openjdk.jmh.Main;
import picocli.CommandLine.Command;
import picocli.CommandLine.Unmatched;

/** Runs JMH with its own arguments. */
@Command(
    name = "micro",
    description =
        "Runs JMH benchmarks of the parts. All further arguments go to JMH: -l lists the"
            + " benchmarks, -h helps.")
final class MicroCommand implements Callable<Integer> {

  @Unmatched private List<String> options = new ArrayList<>();

  @Override
  public Integer call() throws Exception {
    Main.main(options.toArray(String[]::new));
    return 0;
  }
}
