package io.culvert.bench.statistics;

import com.fasterxml.jackson.annotation.JsonIgnore;

/**
 * A value that was estimated, and the interval that holds the true one with a confidence of 95 %.
 *
 * @param low lower bound; 0 if one pair alone was measured, which says nothing of another pair
 * @param middle the estimate
 * @param high upper bound; infinite if one pair alone was measured
 */
public record Interval(double low, double middle, double high) {

  /**
   * Returns whether nothing is known but the estimate.
   *
   * @return true if one pair alone was measured
   */
  @JsonIgnore
  public boolean isUnbounded() {
    return Double.isInfinite(high);
  }

  /**
   * Returns whether the interval contains a value.
   *
   * @param value any number
   * @return true if it lies between the bounds, or on one of them
   */
  public boolean contains(double value) {
    return low <= value && value <= high;
  }

  /**
   * Returns whether two intervals have a value in common.
   *
   * @param other another interval
   * @return true if they overlap or touch
   */
  public boolean overlaps(Interval other) {
    return low <= other.high && other.low <= high;
  }
}
