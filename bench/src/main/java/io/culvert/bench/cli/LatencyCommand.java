package io.culvert.bench.cli;

import io.culvert.bench.contender.Contenders;
import io.culvert.bench.contender.Entry;
import io.culvert.bench.contender.RoundTrip;
import io.culvert.bench.latency.LatencyComparison;
import io.culvert.bench.latency.LatencyTrial;
import io.culvert.bench.report.LatencyReport;
import io.culvert.bench.report.LatencyTable;
import io.culvert.bench.work.Pattern;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Measures round trips of contenders. */
@Command(
    mixinStandardHelpOptions = true,
    name = "latency",
    description = "Measures round trips to another JVM and back, of one contender after the other.")
final class LatencyCommand implements Callable<Integer> {

  private static final double HOT_RATE = 5_000;
  private static final double IDLE_RATE = 200;
  private static final double MAX_RATE = 1_000_000;
  private static final int MAX_SIZE = 64 * 1024;

  @Spec private CommandSpec spec;

  @Option(
      names = "--only",
      split = ",",
      paramLabel = "NAME",
      description = "Run these contenders only, for example culvert,tcp.")
  private List<String> only = List.of();

  @Option(
      names = "--mode",
      paramLabel = "hot|idle",
      defaultValue = "hot",
      description =
          "hot: plain threads poll without a pause; idle: they sleep between two polls"
              + " (default: ${DEFAULT-VALUE}).")
  private String mode;

  @Option(
      names = "--rate",
      paramLabel = "N",
      description = "Round trips a second (default: hot 5000, idle 200).")
  private Double rate;

  @Option(
      names = "--size",
      paramLabel = "BYTES",
      defaultValue = "64",
      description = "Size of a payload, a multiple of 8 (default: ${DEFAULT-VALUE}).")
  private int size;

  @Mixin private TimingOptions timing;
  @Mixin private Outputs outputs;

  @Override
  public Integer call() {
    Arguments arguments = new Arguments(spec);
    RoundTrip.Pace pace = pace(arguments);
    List<Entry> all = Contenders.ofLatency(pace);
    List<Entry> entries = arguments.contenders(only, all, all);
    double perSecond = rate != null ? rate : pace == RoundTrip.Pace.HOT ? HOT_RATE : IDLE_RATE;
    arguments.require(
        perSecond > 0 && perSecond <= MAX_RATE,
        "--rate must be more than 0, and at most " + (long) MAX_RATE + ": rate=" + perSecond);
    arguments.require(
        Pattern.isSize(size) && size <= MAX_SIZE,
        "--size must be a multiple of 8 from 8 to " + MAX_SIZE + ": size=" + size);
    timing.requireValid(arguments);
    outputs.requireWritable(arguments);
    List<LatencyTrial> trials = trials(entries, pace, perSecond);
    LatencyReport report;
    try (Progress progress = new Progress("latency", trials.size())) {
      report = new LatencyComparison(trials).run(parameters(entries, pace, perSecond), progress);
    }
    outputs.write(report);
    System.out.print(LatencyTable.of(report));
    return report.failures().isEmpty() ? 0 : 1;
  }

  private RoundTrip.Pace pace(Arguments arguments) {
    arguments.require(
        mode.equals("hot") || mode.equals("idle"), "--mode must be hot or idle: mode=" + mode);
    return RoundTrip.Pace.valueOf(mode.toUpperCase(Locale.ROOT));
  }

  private List<LatencyTrial> trials(List<Entry> entries, RoundTrip.Pace pace, double perSecond) {
    List<LatencyTrial> trials = new ArrayList<>();
    for (int round = 1; round <= timing.rounds(); round++) {
      for (Entry entry : entries) {
        trials.add(new LatencyTrial(entry, size, pace, perSecond, round, timing.timing()));
      }
    }
    return trials;
  }

  private Map<String, Object> parameters(
      List<Entry> entries, RoundTrip.Pace pace, double perSecond) {
    Map<String, Object> parameters = new LinkedHashMap<>();
    parameters.put("commandLine", new Arguments(spec).line());
    parameters.put("contenders", entries.stream().map(Entry::name).toList());
    parameters.put("mode", pace.name().toLowerCase(Locale.ROOT));
    parameters.put("perSecond", perSecond);
    parameters.put("size", size);
    timing.describe(parameters);
    return parameters;
  }
}
