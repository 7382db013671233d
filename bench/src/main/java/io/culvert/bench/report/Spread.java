package io.culvert.bench.report;

import java.util.Arrays;

/**
 * How values of several rounds are spread.
 *
 * @param median the one in the middle; of an even number, the mean of the two there
 * @param min the smallest
 * @param max the largest
 */
public record Spread(double median, double min, double max) {

  /**
   * The spread of some values.
   *
   * @param values at least one
   * @return their spread
   * @throws IllegalArgumentException when there is none
   */
  public static Spread of(double... values) {
    if (values.length == 0) {
      throw new IllegalArgumentException("no values");
    }
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    int middle = sorted.length / 2;
    double median =
        sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    return new Spread(median, sorted[0], sorted[sorted.length - 1]);
  }
}
