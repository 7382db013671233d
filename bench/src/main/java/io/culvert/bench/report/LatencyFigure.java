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
 * @param count how many round trips were recorded
 * @param microseconds mean, max, and some percentiles by name, from the intended moment
 * @param curve percentiles in ever smaller steps, for a plot
 * @param cpuCores how many cores both JVMs together have used, on average
 * @param coresOfOthers how many cores other processes have had meanwhile, on average
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

  /**
   * A point of the curve.
   *
   * @param percentile from 0 to 100
   * @param microseconds so long or less
   */
  public record Point(double percentile, double microseconds) {}

  /**
   * The figure of a histogram of nanoseconds.
   *
   * @param contender its name
   * @param round from 1
   * @param histogram what was recorded
   * @param cpuCores how many cores both JVMs together have used
   * @param coresOfOthers how many cores other processes have had meanwhile
   * @return the figure
   */
  public static LatencyFigure of(
      String contender, int round, Histogram histogram, double cpuCores, double coresOfOthers) {
    Map<String, Double> values = new TreeMap<>();
    for (double percentile : new double[] {50, 90, 99, 99.9, 99.99}) {
      values.put(name(percentile), histogram.getValueAtPercentile(percentile) / NANOS);
    }
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

  private static String name(double percentile) {
    return "p" + (percentile == Math.rint(percentile) ? "" + (int) percentile : "" + percentile);
  }
}
