package io.culvert.bench.statistics;

import com.fasterxml.jackson.annotation.JsonIgnore;

/**
 * An estimated value, and the interval that holds the true one with a confidence of 95 %.
 *
 * @param low lower bound; 0 if one pair alone was measured, which says nothing about another pair
 * @param middle the estimate
 * @param high upper bound; infinite if one pair alone was measured
 */
public record Interval(double low, double middle, double high) {

  /** Returns whether only the estimate is known, because one pair alone was measured. */
  @JsonIgnore
  public boolean isUnbounded() {
    return Double.isInfinite(high);
  }

  /** Returns whether a value lies between the bounds, or on one of them. */
  public boolean contains(double value) {
    return low <= value && value <= high;
  }

  /** Returns whether two intervals overlap or touch. */
  public boolean overlaps(Interval other) {
    return low <= other.high && other.low <= high;
  }
}
