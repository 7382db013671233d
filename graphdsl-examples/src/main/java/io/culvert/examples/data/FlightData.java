package io.culvert.examples.data;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.zip.GZIPInputStream;

/** The built-in data set: flights of January 2001. */
public final class FlightData {

  private static final String BUILT_IN = "/flights/flights-2001-01.csv.gz";

  private FlightData() {}

  /**
   * Returns all flights in the order of their dates, a line each: date and time, delay in minutes,
   * distance in miles, origin and destination, separated by commas.
   */
  public static List<String> lines() {
    try (BufferedReader reader =
        new BufferedReader(
            new InputStreamReader(
                new GZIPInputStream(FlightData.class.getResourceAsStream(BUILT_IN)),
                StandardCharsets.US_ASCII))) {
      return reader.lines().skip(1).toList(); // without the header
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
