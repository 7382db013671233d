package io.culvert.bench.statistics;

import java.util.stream.DoubleStream;
import org.apache.commons.statistics.descriptive.Mean;
import org.apache.commons.statistics.descriptive.Median;
import org.apache.commons.statistics.descriptive.StandardDeviation;
import org.apache.commons.statistics.distribution.TDistribution;

/**
 * Estimates from several pairs of JVMs.
 *
 * <p>The pair of JVMs is the unit that varies: what the compilers make of the code and where the
 * objects lie differs from one pair to the next, while the windows of one pair resemble each other.
 * So each pair counts once, by the median of its windows, and the number of windows never makes an
 * interval narrower than the pairs allow. Rates and ratios vary by factors: the mean is taken of
 * their logarithms, and the interval is Student's for that mean, which is honest about few pairs.
 * (A bootstrap over three pairs would miss the true value in a quarter of all cases.)
 */
public final class Estimates {

  private static final double CONFIDENCE = 0.95;

  private Estimates() {}

  /**
   * Returns the median.
   *
   * @param values at least one
   * @return the value in the middle; for an even number the mean of the two in the middle
   */
  public static double median(double... values) {
    requireValues(values);
    return Median.withDefaults().evaluate(values);
  }

  /**
   * Returns an estimate from one value of each pair.
   *
   * @param values at least one, each greater than 0
   * @return the geometric mean and its interval
   * @throws IllegalArgumentException if there is no value, or one is not greater than 0
   */
  public static Interval ofPairs(double... values) {
    requireValues(values);
    double[] logarithms = DoubleStream.of(values).map(Estimates::logarithm).toArray();
    double mean = Mean.of(logarithms).getAsDouble();
    if (values.length == 1) {
      return new Interval(0, Math.exp(mean), Double.POSITIVE_INFINITY);
    }
    double margin =
        quantile(values.length - 1)
            * StandardDeviation.of(logarithms).getAsDouble()
            / Math.sqrt(values.length);
    return new Interval(Math.exp(mean - margin), Math.exp(mean), Math.exp(mean + margin));
  }

  private static double quantile(int degreesOfFreedom) {
    return TDistribution.of(degreesOfFreedom).inverseSurvivalProbability((1 - CONFIDENCE) / 2);
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
