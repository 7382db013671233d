package io.culvert.bench.cli;

import io.culvert.bench.contender.Contenders;
import io.culvert.bench.contender.Entry;
import io.culvert.bench.report.ComparisonReport;
import io.culvert.bench.report.ComparisonTable;
import io.culvert.bench.run.Comparison;
import io.culvert.bench.work.Pattern;
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
@Command(
    mixinStandardHelpOptions = true,
    name = "compare",
    description = "Throughput of all contenders, in turn.")
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
      names = "--base",
      paramLabel = "NAME",
      description =
          "The contender that the others are compared with (default: "
              + Contenders.REFERENCE
              + ").")
  private String base;

  @Option(
      names = "--size",
      split = ",",
      paramLabel = "BYTES",
      defaultValue = "64,1024,65536,1048576",
      description = "Sizes of a payload, multiples of 8 (default: ${DEFAULT-VALUE}).")
  private List<Integer> sizes;

  @Mixin private TimingOptions timing;
  @Mixin private Outputs outputs;

  @Override
  public Integer call() {
    Arguments arguments = new Arguments(spec);
    List<Entry> entries = arguments.contenders(only, Contenders.all());
    requireValid(arguments);
    String compared = arguments.base(base, entries);
    ComparisonReport report =
        new Comparison(entries, compared, sizes, timing.rounds(), timing.timing())
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
    timing.requireValid(arguments);
    outputs.requireWritable(arguments);
  }

  private Map<String, Object> parameters(List<Entry> entries) {
    Map<String, Object> parameters = new LinkedHashMap<>();
    parameters.put("commandLine", new Arguments(spec).line());
    parameters.put("contenders", entries.stream().map(Entry::name).toList());
    parameters.put("sizes", sizes);
    timing.describe(parameters);
    return parameters;
  }
}
