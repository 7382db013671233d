package io.culvert;

import static org.assertj.core.api.Assertions.assertThat;

import io.culvert.codec.Codec;
import io.culvert.codec.Codecs;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.agrona.concurrent.UnsafeBuffer;
import org.apache.pekko.util.ByteString;
import org.junit.jupiter.api.Test;

class PekkoCodecsTest {

  private static final int MARGIN = 5;

  private final Codec<ByteString> codec = PekkoCodecs.byteString();

  @Test
  void shouldHaveNameAndFingerprintOfByteArrays() {
    assertThat(codec.name()).isEqualTo("bytes").isEqualTo(Codecs.bytes().name());
    assertThat(codec.fingerprint()).isEqualTo(1).isEqualTo(Codecs.bytes().fingerprint());
  }

  @Property
  void shouldDecodeByteStringsOfSeveralParts(
      @ForAll byte[] first, @ForAll byte[] second, @ForAll byte[] third) {
    ByteString value =
        ByteString.fromArray(first)
            .concat(ByteString.fromArray(second))
            .concat(ByteString.fromArray(third));
    int bound = codec.maxEncodedLength(value);
    UnsafeBuffer buffer = new UnsafeBuffer(new byte[MARGIN + bound + MARGIN]);
    int length = codec.encode(value, buffer, MARGIN);
    assertThat(length).isEqualTo(value.size()).isLessThanOrEqualTo(bound);
    for (int i = 0; i < MARGIN; i++) {
      assertThat(buffer.getByte(i)).isZero();
      assertThat(buffer.getByte(MARGIN + bound + i)).isZero();
    }
    assertThat(codec.decode(buffer, MARGIN, length)).isEqualTo(value);
    assertThat(Codecs.bytes().decode(buffer, MARGIN, length)).isEqualTo(value.toArray());
  }
}
