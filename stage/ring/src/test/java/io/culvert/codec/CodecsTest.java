package io.culvert.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests the codecs of numbers and bytes. */
class CodecsTest {

  /** The bytes before and after the part of the buffer that a codec may use. */
  private static final int MARGIN = 5;

  private static <T> byte[] encode(Codec<T> codec, T element) {
    int bound = codec.maxEncodedLength(element);
    UnsafeBuffer buffer = new UnsafeBuffer(new byte[MARGIN + bound + MARGIN]);
    int length = codec.encode(element, buffer, MARGIN);
    assertThat(length).isBetween(0, bound);
    for (int i = 0; i < MARGIN; i++) {
      assertThat(buffer.getByte(i)).isZero();
      assertThat(buffer.getByte(MARGIN + bound + i)).isZero();
    }
    byte[] bytes = new byte[length];
    buffer.getBytes(MARGIN, bytes);
    return bytes;
  }

  private static <T> T decode(Codec<T> codec, byte[] bytes) {
    UnsafeBuffer buffer = new UnsafeBuffer(new byte[MARGIN + bytes.length + MARGIN]);
    buffer.putBytes(MARGIN, bytes);
    return codec.decode(buffer, MARGIN, bytes.length);
  }

  private static byte[] bytes(int... values) {
    byte[] bytes = new byte[values.length];
    for (int i = 0; i < values.length; i++) {
      bytes[i] = (byte) values[i];
    }
    return bytes;
  }

  @Test
  void shouldKeepNamesAndFingerprintsOfExistingRings() {
    assertThat(Codecs.bytes().name()).isEqualTo("bytes");
    assertThat(Codecs.utf8().name()).isEqualTo("utf8");
    assertThat(Codecs.int32().name()).isEqualTo("int32");
    assertThat(Codecs.int64().name()).isEqualTo("int64");
    assertThat(Codecs.float64().name()).isEqualTo("float64");
    assertThat(
            List.of(
                Codecs.bytes(), Codecs.utf8(), Codecs.int32(), Codecs.int64(), Codecs.float64()))
        .extracting(Codec::fingerprint)
        .containsOnly(1L);
  }

  @Test
  void shouldEncodeNumbersInLittleEndian() {
    assertThat(encode(Codecs.int32(), 0x01020304)).isEqualTo(bytes(4, 3, 2, 1));
    assertThat(encode(Codecs.int64(), 0x0102030405060708L))
        .isEqualTo(bytes(8, 7, 6, 5, 4, 3, 2, 1));
    assertThat(encode(Codecs.float64(), 1.0)).isEqualTo(bytes(0, 0, 0, 0, 0, 0, 0xF0, 0x3F));
    assertThat(decode(Codecs.int32(), bytes(0xFF, 0xFF, 0xFF, 0x7F))).isEqualTo(Integer.MAX_VALUE);
    assertThat(decode(Codecs.int64(), bytes(1, 0, 0, 0, 0, 0, 0, 0x80)))
        .isEqualTo(Long.MIN_VALUE + 1);
    assertThat(decode(Codecs.float64(), bytes(0, 0, 0, 0, 0, 0, 0, 0xC0))).isEqualTo(-2.0);
  }

  @Property
  void shouldDecodeIntegersThatWereEncoded(@ForAll int value) {
    assertThat(decode(Codecs.int32(), encode(Codecs.int32(), value))).isEqualTo(value);
  }

  @Property
  void shouldDecodeLongsThatWereEncoded(@ForAll long value) {
    assertThat(decode(Codecs.int64(), encode(Codecs.int64(), value))).isEqualTo(value);
  }

  @Property
  void shouldDecodeDoublesBitForBit(@ForAll long bits) {
    double value = Double.longBitsToDouble(bits);
    double again = decode(Codecs.float64(), encode(Codecs.float64(), value));
    assertThat(Double.doubleToRawLongBits(again)).isEqualTo(Double.doubleToRawLongBits(value));
  }

  @Property
  void shouldDecodeByteArraysToEqualCopies(@ForAll byte[] value) {
    assertThat(encode(Codecs.bytes(), value)).isEqualTo(value);
    assertThat(decode(Codecs.bytes(), value)).isEqualTo(value).isNotSameAs(value);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 3, 5, 8, 1000})
  void shouldRejectIntegerWhenLengthIsWrong(int length) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> decode(Codecs.int32(), new byte[length]))
        .withMessageContaining("found=" + length)
        .withMessageContaining("wanted=4");
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 4, 7, 9, 1000})
  void shouldRejectLongAndDoubleWhenLengthIsWrong(int length) {
    for (Codec<?> codec : List.of(Codecs.int64(), Codecs.float64())) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> decode(codec, new byte[length]))
          .withMessageContaining("found=" + length)
          .withMessageContaining("wanted=8");
    }
  }
}
