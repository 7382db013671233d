package io.culvert.bench.throughput;

import io.culvert.bench.report.Instance;
import io.culvert.bench.report.Row;
import io.culvert.bench.report.Window;
import io.culvert.bench.statistics.Estimates;
import io.culvert.bench.statistics.Interval;
import io.culvert.bench.statistics.Verdict;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;

/** Sums up the windows of pairs of JVMs. */
final class Rows {

  private final List<Instance> instances;
  private final Map<String, String> bases;

  private Rows(List<Instance> instances, Map<String, String> bases) {
    this.instances = instances;
    this.bases = bases;
  }

  /**
   * Returns a row for each contender and size that has a pair with a window that counts.
   *
   * @param instances all pairs
   * @param bases name of the base by the name of the contender
   */
  static List<Row> of(List<Instance> instances, Map<String, String> bases) {
    Rows rows = new Rows(instances, bases);
    return instances.stream()
        .collect(
            Collectors.groupingBy(
                pair -> Map.entry(pair.contender(), pair.size()),
                LinkedHashMap::new,
                Collectors.toList()))
        .values()
        .stream()
        .filter(group -> group.stream().anyMatch(Rows::counts))
        .map(rows::row)
        .toList();
  }

  /** A pair whose median window is empty has no rate that could be compared by a factor. */
  private static boolean counts(Instance instance) {
    return medianOf(instance, Window::messagesPerSecond).orElse(0) > 0;
  }

  private Row row(List<Instance> group) {
    List<Instance> counting = group.stream().filter(Rows::counts).toList();
    Instance first = counting.get(0);
    String base = bases.get(first.contender());
    Interval ratio = ratio(counting, base);
    int windows = counting.stream().mapToInt(pair -> pair.cleanWindows().size()).sum();
    int all = group.stream().mapToInt(pair -> pair.windows().size()).sum();
    return new Row(
        first.contender(),
        first.size(),
        counting.size(),
        windows,
        all - windows,
        estimate(counting, Window::messagesPerSecond),
        estimate(counting, Rows::cpuMicros),
        Estimates.median(
            counting.stream().mapToDouble(Instance::allocatedBytesPerMessage).toArray()),
        Estimates.median(
            counting.stream()
                .flatMap(pair -> pair.cleanWindows().stream())
                .mapToDouble(Window::coresOfOthers)
                .toArray()),
        ratio == null ? null : base,
        ratio,
        verdict(first, base, ratio));
  }

  /** One pair says nothing about another pair, and the base nothing about itself. */
  private static Verdict verdict(Instance pair, String base, Interval ratio) {
    boolean says = ratio != null && !ratio.isUnbounded() && !pair.contender().equals(base);
    return says ? Verdict.of(ratio) : null;
  }

  /** Where the system counts in ticks, a window may show 0: a factor needs more than that. */
  private static double cpuMicros(Window window) {
    return Math.max(window.cpuNanosPerMessage(), 1) / 1e3;
  }

  private static Interval estimate(List<Instance> pairs, ToDoubleFunction<Window> value) {
    return Estimates.ofPairs(
        pairs.stream().mapToDouble(pair -> medianOf(pair, value).orElseThrow()).toArray());
  }

  private static OptionalDouble medianOf(Instance pair, ToDoubleFunction<Window> value) {
    return median(pair.cleanWindows().stream().mapToDouble(value));
  }

  private static OptionalDouble median(DoubleStream values) {
    double[] all = values.toArray();
    return all.length == 0 ? OptionalDouble.empty() : OptionalDouble.of(Estimates.median(all));
  }

  /** Compares window by window: a slow second of the machine is in both windows of a round. */
  private Interval ratio(List<Instance> pairs, String base) {
    double[] ratios =
        pairs.stream()
            .flatMap(
                pair ->
                    instances.stream()
                        .filter(other -> other.contender().equals(base))
                        .filter(other -> other.size() == pair.size())
                        .filter(other -> other.pair() == pair.pair())
                        .map(other -> ratio(pair, other)))
            .flatMapToDouble(OptionalDouble::stream)
            .filter(ratio -> ratio > 0)
            .toArray();
    return ratios.length == 0 ? null : Estimates.ofPairs(ratios);
  }

  private static OptionalDouble ratio(Instance pair, Instance base) {
    return median(
        pair.cleanWindows().stream()
            .flatMapToDouble(
                window ->
                    base.cleanWindows().stream()
                        .filter(other -> other.round() == window.round())
                        .filter(other -> other.messages() > 0)
                        .mapToDouble(
                            other -> window.messagesPerSecond() / other.messagesPerSecond())));
  }
}
