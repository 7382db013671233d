package io.culvert.bench.cli;

import io.culvert.bench.contender.Contenders;
import io.culvert.bench.contender.Entry;
import io.culvert.bench.report.ComparisonReport;
import io.culvert.bench.report.ComparisonTable;
import io.culvert.bench.run.Comparison;
import io.culvert.bench.run.Timing;
import io.culvert.bench.work.Pattern;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Throughput of all contenders. */
@Command(name = "compare", description = "Throughput of all contenders, in turn.")
final class CompareCommand implements Callable<Integer> {

  private static final int MAX_SIZE = 16 * 1024 * 1024;

  @Spec private CommandSpec spec;

  @Option(
      names = "--only",
      split = ",",
      paramLabel = "NAME",
      description = "Run these contenders only, for example culvert,fused.")
  private List<String> only = List.of();

  @Option(
      names = "--size",
      split = ",",
      paramLabel = "BYTES",
      defaultValue = "64,1024,65536,1048576",
      description = "Sizes of a payload, multiples of 8 (default: ${DEFAULT-VALUE}).")
  private List<Integer> sizes;

  @Option(
      names = "--seconds",
      paramLabel = "S",
      defaultValue = "3",
      description = "Length of the measured window of each trial (default: ${DEFAULT-VALUE}).")
  private double seconds;

  @Option(
      names = "--warm-up",
      paramLabel = "S",
      defaultValue = "3",
      description = "Seconds before it, in the same JVMs (default: ${DEFAULT-VALUE}).")
  private double warmUp;

  @Option(
      names = "--rounds",
      paramLabel = "R",
      defaultValue = "5",
      description = "How often each contender has its turn (default: ${DEFAULT-VALUE}).")
  private int rounds;

  @Option(
      names = "--capacity",
      paramLabel = "BYTES",
      defaultValue = "1048576",
      description =
          "Capacity of rings, a power of two; more is taken for payloads that need it"
              + " (default: ${DEFAULT-VALUE}).")
  private int capacity;

  @Mixin private Outputs outputs;

  @Override
  public Integer call() {
    Arguments arguments = new Arguments(spec);
    List<Entry> entries = arguments.contenders(only, Contenders.all());
    requireValid(arguments);
    Timing timing = new Timing(duration(warmUp), duration(seconds), capacity);
    ComparisonReport report =
        new Comparison(entries, sizes, rounds, timing)
            .run(parameters(entries), Progress.ofTerminal("compare"));
    outputs.write(report);
    System.out.print(ComparisonTable.of(report));
    return report.failures().isEmpty() ? 0 : 1;
  }

  private void requireValid(Arguments arguments) {
    for (int size : sizes) {
      arguments.require(
          Pattern.isSize(size) && size <= MAX_SIZE,
          "--size must be multiples of 8 from 8 to " + MAX_SIZE + ": size=" + size);
    }
    arguments.require(seconds > 0, "--seconds must be more than 0: seconds=" + seconds);
    arguments.require(warmUp >= 0, "--warm-up must not be negative: warm-up=" + warmUp);
    arguments.require(rounds >= 1, "--rounds must be at least 1: rounds=" + rounds);
    arguments.requireCapacity(capacity);
    outputs.requireWritable(arguments);
  }

  private static Duration duration(double seconds) {
    return Duration.ofMillis(Math.round(seconds * 1_000));
  }

  private Map<String, Object> parameters(List<Entry> entries) {
    Map<String, Object> parameters = new LinkedHashMap<>();
    parameters.put("contenders", entries.stream().map(Entry::name).toList());
    parameters.put("sizes", sizes);
    parameters.put("seconds", seconds);
    parameters.put("warmUpSeconds", warmUp);
    parameters.put("rounds", rounds);
    parameters.put("capacity", capacity);
    return parameters;
  }
}
