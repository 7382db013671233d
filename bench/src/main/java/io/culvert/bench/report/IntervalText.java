package io.culvert.bench.report;

import io.culvert.bench.statistics.Interval;
import java.util.Locale;

/**
 * Intervals as text. If one pair of JVMs alone was measured there are no bounds, and a dash stands
 * for them.
 */
public final class IntervalText {

  private static final String UNKNOWN = "-";

  private IntervalText() {}

  /** Returns the text of a value, and a dash for null. */
  public static String orUnknown(Object value) {
    return value == null ? UNKNOWN : value.toString();
  }

  /** Returns an estimate and its bounds, as in {@code 13.4 M (12.9 to 13.9)}; a dash for null. */
  public static String of(Interval interval) {
    return interval == null
        ? UNKNOWN
        : number(interval.middle()) + " (" + boundsBeside(interval) + ")";
  }

  /** Returns an estimate alone, as in {@code 13.4 M}; a dash for null. */
  public static String middle(Interval interval) {
    return interval == null ? UNKNOWN : number(interval.middle());
  }

  /** Returns the bounds alone, as in {@code 12.9 M to 13.9 M}; a dash for null. */
  public static String bounds(Interval interval) {
    return interval == null || interval.isUnbounded()
        ? UNKNOWN
        : number(interval.low()) + " to " + number(interval.high());
  }

  /** Omits the unit if both bounds have that of the estimate. */
  private static String boundsBeside(Interval interval) {
    String unit = unit(number(interval.middle()));
    boolean same =
        unit.equals(unit(number(interval.low()))) && unit.equals(unit(number(interval.high())));
    return same ? bounds(interval).replace(unit, "") : bounds(interval);
  }

  private static String unit(String number) {
    return number.replaceAll("[^ a-zA-Z]", "");
  }

  /** Shows three digits also for less than 1, as ratios and processor times may be. */
  private static String number(double value) {
    if (value >= 0.9995) {
      return TextTable.number(value);
    }
    return String.format(Locale.ROOT, value < 0.09995 ? "%.4f" : "%.3f", value);
  }
}
