package io.culvert.examples.flights;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.util.HexFormat;
import java.util.Random;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FlightCodecTest {

  private static final int LENGTH = 14;
  private static final int OFFSET = 5;

  private final FlightCodec codec = FlightCodec.INSTANCE;

  @ParameterizedTest
  @CsvSource({
    "2001-01-01T00:01,33,2176,LAS,PHL",
    "1900-01-01T00:00,-10080,0,AAA,000",
    "2199-12-31T23:59,10080,12500,999,ZZZ",
    "1969-12-31T23:59,-1,1,A0Z,Z9A",
  })
  void shouldDecodeSameFlightWhenEncoded(
      LocalDateTime date, int delay, int distance, String origin, String destination) {
    Flight flight = new Flight(date, delay, distance, origin, destination);
    UnsafeBuffer buffer = new UnsafeBuffer(new byte[OFFSET + LENGTH]);

    int length = codec.encode(flight, buffer, OFFSET);

    assertThat(length).isEqualTo(LENGTH).isEqualTo(codec.maxEncodedLength(flight));
    assertThat(codec.decode(buffer, OFFSET, length)).isEqualTo(flight);
  }

  @Test
  void shouldWriteDocumentedBytesWhenEncoding() {
    Flight flight = new Flight(LocalDateTime.of(2001, 1, 1, 0, 1), -2, 300, "LAS", "PHL");
    byte[] bytes = new byte[LENGTH];

    codec.encode(flight, new UnsafeBuffer(bytes), 0);

    assertThat(HexFormat.of().formatHex(bytes))
        .isEqualTo("e1cbf800" + "feff" + "2c01" + "4c4153" + "50484c");
  }

  @Test
  void shouldRefuseWhenLengthIsAnother() {
    UnsafeBuffer buffer = new UnsafeBuffer(new byte[64]);
    for (int length = 0; length < 64; length++) {
      if (length != LENGTH) {
        int other = length;
        assertThatIllegalArgumentException()
            .isThrownBy(() -> codec.decode(buffer, 0, other))
            .withMessage("flight of another length: found=" + other + ", wanted=14");
      }
    }
  }

  @Test
  void shouldRefuseWhenValueIsOutOfRange() {
    assertRefused("ffffff7f00000000414141424242", "year out of range");
    assertRefused("e1cbf800ff7f0000414141424242", "delay in minutes out of range");
    assertRefused("e1cbf8000000ffff414141424242", "distance in miles out of range");
    assertRefused("e1cbf80000000000414100424242", "origin is no airport code");
    assertRefused("e1cbf80000000000414141ff4242", "destination is no airport code");
  }

  private void assertRefused(String hex, String reason) {
    byte[] bytes = HexFormat.of().parseHex(hex);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> codec.decode(new UnsafeBuffer(bytes), 0, LENGTH))
        .withMessageStartingWith(reason);
  }

  /** Bytes are refused, or are a flight that is encoded in the same bytes. */
  @Test
  void shouldDecodeOrRefuseWhenBytesAreRandom() {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    for (int i = 0; i < 20_000; i++) {
      byte[] bytes = randomBytes(random);
      try {
        Flight flight = codec.decode(new UnsafeBuffer(bytes), 0, LENGTH);
        byte[] again = new byte[LENGTH];
        codec.encode(flight, new UnsafeBuffer(again), 0);
        assertThat(again).as("seed " + seed).isEqualTo(bytes);
      } catch (IllegalArgumentException e) {
        assertThat(e).as("seed " + seed).hasMessageContaining("found=");
      }
    }
  }

  /** Returns bytes of a flight with few changes, so that many pass the first check. */
  private static byte[] randomBytes(Random random) {
    byte[] bytes = HexFormat.of().parseHex("e1cbf800feff2c01" + "4c4153" + "50484c");
    for (int changes = random.nextInt(4); changes > 0; changes--) {
      int at = random.nextInt(LENGTH);
      bytes[at] =
          random.nextBoolean()
              ? (byte) random.nextInt()
              : "AZ09".getBytes(StandardCharsets.US_ASCII)[random.nextInt(4)];
    }
    return bytes;
  }
}
