package io.culvert.bench.report;

import io.culvert.bench.statistics.Estimates;
import io.culvert.bench.statistics.Interval;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * All rounds of one contender's round trips. Each round has JVMs of its own, so the intervals are
 * over rounds; other values are medians of the rounds.
 *
 * @param contender its name
 * @param p50 microseconds from the intended moment, as all up to max
 * @param p90 that nine of ten round trips took at most
 * @param p99 that 99 of a hundred took at most
 * @param p999 that 999 of a thousand took at most
 * @param max that the longest round trip took
 * @param count of the recorded round trips in a round
 * @param cpuCores cores that both JVMs together used
 * @param coresOfOthers cores that other processes used meanwhile
 */
public record LatencySummary(
    String contender,
    Interval p50,
    double p90,
    Interval p99,
    double p999,
    double max,
    double count,
    double cpuCores,
    double coresOfOthers) {

  /** Returns the summaries of all contenders with a round that succeeded. */
  static List<LatencySummary> of(LatencyReport report) {
    return report.contenders().keySet().stream()
        .map(
            name ->
                report.figures().stream()
                    .filter(figure -> figure.contender().equals(name))
                    .toList())
        .filter(rounds -> !rounds.isEmpty())
        .map(LatencySummary::of)
        .toList();
  }

  private static LatencySummary of(List<LatencyFigure> rounds) {
    return new LatencySummary(
        rounds.get(0).contender(),
        Estimates.ofPairs(values(rounds, figure -> figure.microseconds().get("p50"))),
        median(rounds, figure -> figure.microseconds().get("p90")),
        Estimates.ofPairs(values(rounds, figure -> figure.microseconds().get("p99"))),
        median(rounds, figure -> figure.microseconds().get("p99.9")),
        median(rounds, figure -> figure.microseconds().get("max")),
        median(rounds, LatencyFigure::count),
        median(rounds, LatencyFigure::cpuCores),
        median(rounds, LatencyFigure::coresOfOthers));
  }

  private static double median(List<LatencyFigure> rounds, ToDoubleFunction<LatencyFigure> value) {
    return Estimates.median(values(rounds, value));
  }

  private static double[] values(
      List<LatencyFigure> rounds, ToDoubleFunction<LatencyFigure> value) {
    return rounds.stream().mapToDouble(value).toArray();
  }
}
