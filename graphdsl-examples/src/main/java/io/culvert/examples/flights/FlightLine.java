package io.culvert.examples.flights;

import java.time.DateTimeException;
import java.time.LocalDateTime;

/** Parses a line of the input. */
public final class FlightLine {

  static final String HEADER = "date,delay_minutes,distance_miles,origin,destination";

  private static final int COLUMNS = 5;
  private static final String DATE_SHAPE = "0000-00-00T00:00";

  private FlightLine() {}

  /**
   * Returns the flight in a line, which has no line end.
   *
   * @throws IllegalArgumentException if the line is malformed
   */
  public static Flight parse(String line) {
    String[] columns = line.split(",", -1);
    if (columns.length != COLUMNS) {
      throw new IllegalArgumentException(
          "wrong number of columns: found=" + columns.length + ", wanted=" + COLUMNS);
    }
    return new Flight(
        date(columns[0]),
        wholeNumber("delay_minutes", columns[1]),
        wholeNumber("distance_miles", columns[2]),
        columns[3],
        columns[4]);
  }

  /** Does not use a formatter of the JDK, which takes longer than the rest of the line. */
  private static LocalDateTime date(String text) {
    try {
      requireShape(text);
      return LocalDateTime.of(
          digits(text, 0, 4),
          digits(text, 5, 7),
          digits(text, 8, 10),
          digits(text, 11, 13),
          digits(text, 14, 16));
    } catch (DateTimeException e) {
      throw new IllegalArgumentException(
          "date is invalid: found=" + text + ", wanted=one like 2001-01-31T23:59", e);
    }
  }

  private static void requireShape(String text) {
    boolean same = text.length() == DATE_SHAPE.length();
    for (int i = 0; same && i < text.length(); i++) {
      char c = text.charAt(i);
      same = (c >= '0' && c <= '9' ? '0' : c) == DATE_SHAPE.charAt(i);
    }
    if (!same) {
      throw new DateTimeException("wanted=" + DATE_SHAPE);
    }
  }

  private static int digits(String text, int begin, int end) {
    return Integer.parseInt(text, begin, end, 10);
  }

  private static int wholeNumber(String column, String text) {
    try {
      return Integer.parseInt(text);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(column + " is no whole number: found=" + text, e);
    }
  }
}
