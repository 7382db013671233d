package io.culvert.examples.flights;

import io.culvert.codec.Codec;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;

/**
 * Flights in 14 bytes each, little-endian:
 *
 * <pre>
 *   0           4       6          8        11            14
 *   | minutes   | delay | distance | origin | destination |
 *   | int32     | int16 | int16    | ASCII  | ASCII       |
 * </pre>
 *
 * The minutes count from 1970 to the flight's date, which is taken for UTC.
 */
public final class FlightCodec implements Codec<Flight> {

  /** The only instance, because it has no state. */
  public static final FlightCodec INSTANCE = new FlightCodec();

  private static final int MINUTES = 0;
  private static final int DELAY = 4;
  private static final int DISTANCE = 6;
  private static final int ORIGIN = 8;
  private static final int DESTINATION = 11;
  private static final int LENGTH = 14;

  private static final int AIRPORT_LENGTH = 3;
  private static final int SECONDS_PER_MINUTE = 60;
  private static final ByteOrder ORDER = ByteOrder.LITTLE_ENDIAN;

  private FlightCodec() {}

  @Override
  public String name() {
    return "flight";
  }

  @Override
  public int maxEncodedLength(Flight flight) {
    return LENGTH;
  }

  @Override
  public int encode(Flight flight, MutableDirectBuffer buffer, int offset) {
    long minutes = flight.date().toEpochSecond(ZoneOffset.UTC) / SECONDS_PER_MINUTE;
    buffer.putInt(offset + MINUTES, Math.toIntExact(minutes), ORDER);
    buffer.putShort(offset + DELAY, (short) flight.delayMinutes(), ORDER);
    buffer.putShort(offset + DISTANCE, (short) flight.distanceMiles(), ORDER);
    putAirport(buffer, offset + ORIGIN, flight.origin());
    putAirport(buffer, offset + DESTINATION, flight.destination());
    return LENGTH;
  }

  private static void putAirport(MutableDirectBuffer buffer, int offset, String code) {
    for (int i = 0; i < AIRPORT_LENGTH; i++) {
      buffer.putByte(offset + i, (byte) code.charAt(i));
    }
  }

  /** Checks the length; {@link Flight} checks the values. */
  @Override
  public Flight decode(DirectBuffer buffer, int offset, int length) {
    if (length != LENGTH) {
      throw new IllegalArgumentException(
          "flight of another length: found=" + length + ", wanted=" + LENGTH);
    }
    long seconds = (long) SECONDS_PER_MINUTE * buffer.getInt(offset + MINUTES, ORDER);
    return new Flight(
        LocalDateTime.ofEpochSecond(seconds, 0, ZoneOffset.UTC),
        buffer.getShort(offset + DELAY, ORDER),
        buffer.getShort(offset + DISTANCE, ORDER),
        airport(buffer, offset + ORIGIN),
        airport(buffer, offset + DESTINATION));
  }

  private static String airport(DirectBuffer buffer, int offset) {
    byte[] code = new byte[AIRPORT_LENGTH];
    buffer.getBytes(offset, code);
    return new String(code, StandardCharsets.ISO_8859_1);
  }
}
