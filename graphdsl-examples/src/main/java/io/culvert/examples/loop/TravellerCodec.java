package io.culvert.examples.loop;

import io.culvert.codec.Codec;
import java.nio.ByteOrder;
import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;

/**
 * Travellers in 19 bytes each, little-endian:
 *
 * <pre>
 *   0        4         8        16        19
 *   | number | flights | minute | airport |
 *   | int32  | int32   | int64  | ASCII   |
 * </pre>
 */
final class TravellerCodec implements Codec<Traveller> {

  static final TravellerCodec INSTANCE = new TravellerCodec();

  private static final int NUMBER = 0;
  private static final int FLIGHTS = 4;
  private static final int MINUTE = 8;
  private static final int AIRPORT = 16;
  private static final int AIRPORT_LENGTH = 3;
  private static final int LENGTH = AIRPORT + AIRPORT_LENGTH;
  private static final ByteOrder ORDER = ByteOrder.LITTLE_ENDIAN;

  private TravellerCodec() {}

  @Override
  public String name() {
    return "traveller";
  }

  @Override
  public int maxEncodedLength(Traveller traveller) {
    return LENGTH;
  }

  @Override
  public int encode(Traveller traveller, MutableDirectBuffer buffer, int offset) {
    buffer.putInt(offset + NUMBER, traveller.number(), ORDER);
    buffer.putInt(offset + FLIGHTS, traveller.flights(), ORDER);
    buffer.putLong(offset + MINUTE, traveller.minute(), ORDER);
    buffer.putStringWithoutLengthAscii(offset + AIRPORT, traveller.airport());
    return LENGTH;
  }

  @Override
  public Traveller decode(DirectBuffer buffer, int offset, int length) {
    if (length != LENGTH) {
      throw new IllegalArgumentException(
          "traveller of another length: found=" + length + ", wanted=" + LENGTH);
    }
    return new Traveller(
        buffer.getInt(offset + NUMBER, ORDER),
        buffer.getStringWithoutLengthAscii(offset + AIRPORT, AIRPORT_LENGTH),
        buffer.getLong(offset + MINUTE, ORDER),
        buffer.getInt(offset + FLIGHTS, ORDER));
  }
}
