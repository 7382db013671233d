package io.culvert.examples.flights;

import java.time.LocalDateTime;

/**
 * One flight. Every instance is valid: the constructor refuses values of a line of text, or of the
 * bytes in a ring, that cannot be.
 *
 * @param date date and time, to the minute
 * @param delayMinutes delay; negative if the flight was early
 * @param distanceMiles distance flown
 * @param origin code of the airport of departure
 * @param destination code of the airport of arrival
 */
public record Flight(
    LocalDateTime date, int delayMinutes, int distanceMiles, String origin, String destination) {

  private static final int FIRST_YEAR = 1900;
  private static final int LAST_YEAR = 2199;

  /** A week: a longer delay is a mistake. */
  private static final int MAX_DELAY_MINUTES = 7 * 24 * 60;

  /** Half way round the earth. */
  private static final int MAX_DISTANCE_MILES = 12_500;

  private static final int AIRPORT_CODE_LENGTH = 3;
  private static final int LATE_MINUTES = 15;

  /**
   * Checks a flight.
   *
   * @throws IllegalArgumentException if a value is out of range
   */
  public Flight {
    requireRange("year", date.getYear(), FIRST_YEAR, LAST_YEAR);
    requireRange("delay in minutes", delayMinutes, -MAX_DELAY_MINUTES, MAX_DELAY_MINUTES);
    requireRange("distance in miles", distanceMiles, 0, MAX_DISTANCE_MILES);
    requireAirport("origin", origin);
    requireAirport("destination", destination);
  }

  private static void requireRange(String what, int value, int min, int max) {
    if (value < min || value > max) {
      throw new IllegalArgumentException(
          what + " out of range: found=" + value + ", wanted=" + min + " to " + max);
    }
  }

  private static void requireAirport(String what, String code) {
    boolean valid = code.length() == AIRPORT_CODE_LENGTH;
    for (int i = 0; valid && i < AIRPORT_CODE_LENGTH; i++) {
      char c = code.charAt(i);
      valid = c >= 'A' && c <= 'Z' || c >= '0' && c <= '9';
    }
    if (!valid) {
      throw new IllegalArgumentException(
          what + " is no airport code: found=" + code + ", wanted=three of A-Z 0-9");
    }
  }

  /** Returns whether the flight was late by the rule of the data set. */
  public boolean isLate() {
    return delayMinutes > LATE_MINUTES;
  }
}
