package io.culvert.bench.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.HdrHistogram.Histogram;

/**
 * Round trips of one contender in one round.
 *
 * @param contender its name
 * @param round from 1
 * @param count of the recorded round trips
 * @param microseconds mean, max, and some percentiles by name, from the intended moment
 * @param curve percentiles in ever smaller steps, for a plot
 * @param cpuCores cores that both JVMs together used, on average
 * @param coresOfOthers cores that other processes used meanwhile, on average
 */
public record LatencyFigure(
    String contender,
    int round,
    long count,
    Map<String, Double> microseconds,
    List<Point> curve,
    double cpuCores,
    double coresOfOthers) {

  private static final double NANOS = 1_000;
  private static final int TICKS_PER_HALF = 5;

  private static final Map<String, Double> PERCENTILES =
      Map.of("p50", 50.0, "p90", 90.0, "p99", 99.0, "p99.9", 99.9, "p99.99", 99.99);

  /**
   * A point of the curve.
   *
   * @param percentile from 0 to 100
   * @param microseconds that this part of the round trips took at most
   */
  public record Point(double percentile, double microseconds) {}

  /** Returns the figure of a histogram of nanoseconds. */
  public static LatencyFigure of(
      String contender, int round, Histogram histogram, double cpuCores, double coresOfOthers) {
    Map<String, Double> values = new TreeMap<>();
    PERCENTILES.forEach(
        (name, percentile) -> values.put(name, histogram.getValueAtPercentile(percentile) / NANOS));
    values.put("mean", histogram.getMean() / NANOS);
    values.put("max", histogram.getMaxValue() / NANOS);
    List<Point> curve = new ArrayList<>();
    histogram
        .percentiles(TICKS_PER_HALF)
        .forEach(
            value ->
                curve.add(
                    new Point(
                        value.getPercentileLevelIteratedTo(), value.getValueIteratedTo() / NANOS)));
    return new LatencyFigure(
        contender, round, histogram.getTotalCount(), values, curve, cpuCores, coresOfOthers);
  }
}
