package io.culvert.bench.statistics;

import java.util.stream.DoubleStream;
import org.apache.commons.statistics.descriptive.Mean;
import org.apache.commons.statistics.descriptive.Median;
import org.apache.commons.statistics.descriptive.StandardDeviation;
import org.apache.commons.statistics.distribution.TDistribution;

/**
 * Estimates from several pairs of JVMs.
 *
 * <p>The pair of JVMs is the unit that varies: pairs differ by what the compilers make of the code
 * and where objects lie, while the windows of one pair resemble each other. Therefore each pair
 * counts once, by the median of its windows, and the number of windows never makes an interval
 * narrower than the pairs allow. Rates and ratios vary by factors, so the mean is that of their
 * logarithms. The interval is Student's for that mean, which is honest about few pairs. (A
 * bootstrap over three pairs would miss the true value in a quarter of all cases.)
 */
public final class Estimates {

  private static final double CONFIDENCE = 0.95;

  private Estimates() {}

  /** Returns the median of at least one value. */
  public static double median(double... values) {
    requireValues(values);
    return Median.withDefaults().evaluate(values);
  }

  /**
   * Returns the geometric mean of one value of each pair, and its interval.
   *
   * @throws IllegalArgumentException if there is no value, or one is not greater than 0
   */
  public static Interval ofPairs(double... values) {
    requireValues(values);
    double[] logarithms = DoubleStream.of(values).map(Estimates::logarithm).toArray();
    double mean = Mean.of(logarithms).getAsDouble();
    if (values.length == 1) {
      return new Interval(0, Math.exp(mean), Double.POSITIVE_INFINITY);
    }
    double quantile =
        TDistribution.of(values.length - 1).inverseSurvivalProbability((1 - CONFIDENCE) / 2);
    double margin =
        quantile * StandardDeviation.of(logarithms).getAsDouble() / Math.sqrt(values.length);
    return new Interval(Math.exp(mean - margin), Math.exp(mean), Math.exp(mean + margin));
  }

  private static double logarithm(double value) {
    if (!(value > 0)) {
      throw new IllegalArgumentException("a value must be greater than 0: value=" + value);
    }
    return Math.log(value);
  }

  private static void requireValues(double... values) {
    if (values.length == 0) {
      throw new IllegalArgumentException("there must be a value: values=0");
    }
  }
}
