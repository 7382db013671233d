package io.culvert.bench.cli;

import io.culvert.bench.contender.Contenders;
import io.culvert.bench.contender.Entry;
import io.culvert.bench.machine.Priority;
import io.culvert.bench.report.Row;
import io.culvert.bench.report.ThroughputReport;
import io.culvert.bench.report.ThroughputTable;
import io.culvert.bench.throughput.Comparison;
import io.culvert.bench.throughput.Method;
import io.culvert.bench.throughput.Quiet;
import io.culvert.bench.throughput.Subject;
import io.culvert.bench.work.Pattern;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Compares throughput. */
@Command(
    mixinStandardHelpOptions = true,
    sortOptions = false,
    name = "compare",
    description =
        "Compares the throughput of contenders: ten of them, or those that --all, --quick or --only"
            + " says.")
final class CompareCommand implements Callable<Integer> {

  private static final int MAX_SIZE = 16 * 1024 * 1024;
  private static final List<Integer> SIZES = List.of(64, 1_024, 65_536);
  private static final List<Integer> QUICK_SIZES = List.of(64);
  private static final int WINDOWS = 10;
  private static final int QUICK_WINDOWS = 20;

  @Spec private CommandSpec spec;

  @Option(names = "--all", description = "Compare all contenders.")
  private boolean all;

  @Option(
      names = "--quick",
      description = "Compare the stream between two JVMs and the edges inside one, of 64 bytes.")
  private boolean quick;

  @Option(
      names = "--only",
      split = ",",
      paramLabel = "NAME",
      description = "Compare these contenders only, for example culvert,fused.")
  private List<String> only = List.of();

  @Option(
      names = "--base",
      paramLabel = "NAME",
      description =
          "Contender that the others are compared with (default: " + Contenders.REFERENCE + ").")
  private String base;

  @Option(
      names = "--against",
      paramLabel = "JAR",
      description =
          "Compare each contender with the same one of another build: culvert-bench.jar of that"
              + " build, with its libraries beside it.")
  private Path against;

  @Option(
      names = "--at-least",
      paramLabel = "RATIO",
      description =
          "End with 1 if the lower bound of a ratio is below this one; with --against, for example"
              + " 0.97.")
  private Double atLeast;

  @Option(
      names = "--size",
      split = ",",
      paramLabel = "BYTES",
      description = "Sizes of a payload, multiples of 8 (default: 64,1024,65536; with --quick 64).")
  private List<Integer> sizes = List.of();

  @Option(
      names = "--priority",
      description =
          "Give the JVMs precedence over all other processes, if the system allows it; on Linux for"
              + " root.")
  private boolean priority;

  @Mixin private MethodOptions options;
  @Mixin private Outputs outputs;

  @Override
  public Integer call() {
    Arguments arguments = new Arguments(spec);
    requireValid(arguments);
    List<Subject> subjects = subjects(arguments);
    Method method = options.method(quick ? QUICK_WINDOWS : WINDOWS);
    List<Integer> measured = sizes.isEmpty() ? (quick ? QUICK_SIZES : SIZES) : sizes;
    try (Priority raised = priority ? Priority.raised() : Priority.normal()) {
      Quiet.warn(System.err, priority);
      Comparison comparison =
          new Comparison(
              subjects.stream().map(subject -> subject.withPrefix(raised.prefix())).toList(),
              measured,
              method);
      ThroughputReport report;
      try (Progress progress = new Progress("compare", comparison.steps())) {
        report = comparison.run(parameters(subjects, measured, method), progress);
      }
      outputs.write(report);
      System.out.print(ThroughputTable.of(report));
      return report.failures().isEmpty() && isFastEnough(report) ? 0 : 1;
    }
  }

  private void requireValid(Arguments arguments) {
    arguments.require(
        Stream.of(all, quick, !only.isEmpty()).filter(given -> given).count() <= 1,
        "--all, --quick and --only exclude each other");
    arguments.require(
        against == null || base == null,
        "--against names the base of each contender: leave --base out");
    arguments.require(
        against == null || Files.isReadable(against),
        "--against must name a jar that can be read: jar=" + against);
    arguments.require(
        atLeast == null || atLeast > 0, "--at-least must be more than 0: at-least=" + atLeast);
    for (int size : sizes) {
      arguments.require(
          Pattern.isSize(size) && size <= MAX_SIZE,
          "--size must be multiples of 8 from 8 to " + MAX_SIZE + ": size=" + size);
    }
    options.requireValid(arguments);
    outputs.requireWritable(arguments);
  }

  private List<Subject> subjects(Arguments arguments) {
    List<Entry> usual = quick ? Contenders.quick() : Contenders.headline();
    List<Entry> entries =
        all ? Contenders.all() : arguments.contenders(only, Contenders.ofThroughput(), usual);
    if (against != null) {
      return entries.stream()
          .flatMap(
              entry ->
                  Stream.of(Subject.besideOtherBuild(entry), Subject.ofOtherBuild(entry, against)))
          .toList();
    }
    String compared = arguments.base(base, entries);
    return entries.stream().map(entry -> Subject.ofThisBuild(entry, compared)).toList();
  }

  private boolean isFastEnough(ThroughputReport report) {
    if (atLeast == null) {
      return true;
    }
    List<Row> slow =
        report.rows().stream()
            .filter(row -> row.base() != null && !row.base().equals(row.contender()))
            .filter(row -> row.ratio().low() < atLeast)
            .toList();
    slow.forEach(
        row ->
            System.out.printf(
                "too slow: contender=%s, size=%d, lower bound=%.3f, at least=%.3f%n",
                row.contender(), row.size(), row.ratio().low(), atLeast));
    return slow.isEmpty();
  }

  private Map<String, Object> parameters(
      List<Subject> subjects, List<Integer> measured, Method method) {
    Map<String, Object> parameters = new LinkedHashMap<>();
    parameters.put("commandLine", new Arguments(spec).line());
    parameters.put("contenders", subjects.stream().map(Subject::name).toList());
    parameters.put("sizes", measured);
    parameters.put("priority", priority);
    method.describe(parameters);
    return parameters;
  }
}
