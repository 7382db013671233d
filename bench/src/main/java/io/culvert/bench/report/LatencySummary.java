package io.culvert.bench.report;

import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * All rounds of one contender's round trips: the median of each value.
 *
 * @param contender its name
 * @param p50 microseconds, from the intended moment, as all up to max
 * @param p90 so long or less took nine of ten
 * @param p99 so long or less took 99 of a hundred
 * @param p999 so long or less took 999 of a thousand
 * @param max the longest
 * @param count how many round trips were recorded in a round
 * @param cpuCores how many cores both JVMs together have used
 * @param coresOfOthers how many cores other processes have had meanwhile
 */
public record LatencySummary(
    String contender,
    double p50,
    double p90,
    double p99,
    double p999,
    double max,
    double count,
    double cpuCores,
    double coresOfOthers) {

  /**
   * Sums a report up.
   *
   * @param report the round trips
   * @return one for each contender with a round that has succeeded
   */
  public static List<LatencySummary> of(LatencyReport report) {
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
        median(rounds, figure -> figure.microseconds().get("p50")),
        median(rounds, figure -> figure.microseconds().get("p90")),
        median(rounds, figure -> figure.microseconds().get("p99")),
        median(rounds, figure -> figure.microseconds().get("p99.9")),
        median(rounds, figure -> figure.microseconds().get("max")),
        median(rounds, LatencyFigure::count),
        median(rounds, LatencyFigure::cpuCores),
        median(rounds, LatencyFigure::coresOfOthers));
  }

  private static double median(List<LatencyFigure> rounds, ToDoubleFunction<LatencyFigure> value) {
    return Spread.of(rounds.stream().mapToDouble(value).toArray()).median();
  }
}
