package io.culvert.bench.cli;

import io.culvert.bench.cost.Cost;
import io.culvert.bench.cost.CostTable;
import io.culvert.bench.report.CostReport;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Measures what edges cost. */
@Command(
    mixinStandardHelpOptions = true,
    name = "cost",
    description =
        "Measures what edges cost: idle, busy, by capacity, size, batch and burst. One round;"
            + " --rounds is not used.")
final class CostCommand implements Callable<Integer> {

  private static final int MAX_EDGES = 1_024;

  @Spec private CommandSpec spec;

  @Option(
      names = "--only",
      split = ",",
      paramLabel = "TABLE",
      defaultValue = "idle,busy,capacity,size,batch,burst",
      description = "Measure these tables only (default: ${DEFAULT-VALUE}).")
  private Set<CostTable> only;

  @Option(
      names = "--edges",
      split = ",",
      paramLabel = "N",
      defaultValue = "1,10,100,256",
      description = "How many edges at a time (default: ${DEFAULT-VALUE}).")
  private List<Integer> edges;

  @Mixin private TimingOptions timing;
  @Mixin private Outputs outputs;

  @Override
  public Integer call() {
    Arguments arguments = new Arguments(spec);
    for (int count : edges) {
      arguments.require(
          count >= 1 && count <= MAX_EDGES,
          "--edges must be 1 to " + MAX_EDGES + ": edges=" + count);
    }
    timing.requireValid(arguments);
    outputs.requireWritable(arguments);
    Map<String, Object> parameters = new LinkedHashMap<>();
    parameters.put("only", only);
    parameters.put("edges", edges);
    timing.describe(parameters);
    Cost cost = new Cost(only, edges, timing.timing());
    CostReport report;
    try (Progress progress = new Progress("cost", cost.steps())) {
      report = cost.run(parameters, progress);
    }
    outputs.write(report);
    report.tables().forEach(System.out::println);
    report.failures().forEach(System.out::println);
    return report.failures().isEmpty() ? 0 : 1;
  }
}
