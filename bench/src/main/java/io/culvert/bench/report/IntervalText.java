package io.culvert.bench.report;

import io.culvert.bench.statistics.Interval;
import java.util.Locale;

/**
 * Intervals as text. Where one pair of JVMs alone was measured there are no bounds to be shown, and
 * a dash stands for them.
 */
public final class IntervalText {

  /** Stands for a value or for bounds that are not known. */
  public static final String UNKNOWN = "-";

  private IntervalText() {}

  /**
   * Returns an estimate and its bounds.
   *
   * @param interval the estimate; may be null
   * @return for example {@code 13.4 M (12.9 to 13.9)}
   */
  public static String of(Interval interval) {
    return interval == null
        ? UNKNOWN
        : number(interval.middle()) + " (" + boundsBeside(interval) + ")";
  }

  /**
   * Returns an estimate alone.
   *
   * @param interval the estimate; may be null
   * @return for example {@code 13.4 M}
   */
  public static String middle(Interval interval) {
    return interval == null ? UNKNOWN : number(interval.middle());
  }

  /**
   * Returns the bounds alone.
   *
   * @param interval the estimate; may be null
   * @return for example {@code 12.9 M to 13.9 M}
   */
  public static String bounds(Interval interval) {
    return interval == null || Double.isInfinite(interval.high())
        ? UNKNOWN
        : number(interval.low()) + " to " + number(interval.high());
  }

  /** Leaves the unit out if it is that of the estimate in both bounds. */
  private static String boundsBeside(Interval interval) {
    String unit = unit(number(interval.middle()));
    boolean same =
        unit.equals(unit(number(interval.low()))) && unit.equals(unit(number(interval.high())));
    return same ? bounds(interval).replace(unit, "") : bounds(interval);
  }

  private static String unit(String number) {
    return number.replaceAll("[^ a-zA-Z]", "");
  }

  /** Shows three digits also of what is less than 1, as ratios and processor times may be. */
  private static String number(double value) {
    if (value >= 0.9995) {
      return TextTable.number(value);
    }
    return String.format(Locale.ROOT, value < 0.09995 ? "%.4f" : "%.3f", value);
  }
}
