package io.culvert.edge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.culvert.codec.Codecs;
import io.culvert.codec.Offload;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

/** The codec checks the bytes that it decodes, as every codec must. */
class TaggedCodecTest {

  private final TaggedCodec<Object> codec =
      new TaggedCodec<>(Offload.only(String.class, Codecs.utf8()), 4);

  private Object decode(int... bytes) {
    UnsafeBuffer message = new UnsafeBuffer(new byte[bytes.length]);
    for (int i = 0; i < bytes.length; i++) {
      message.putByte(i, (byte) bytes[i]);
    }
    return codec.decode(message, 0, bytes.length);
  }

  @Test
  void shouldWriteTagAsLastByte() {
    UnsafeBuffer message = new UnsafeBuffer(new byte[8]);
    assertThat(codec.maxEncodedLength("a")).isEqualTo(4);
    assertThat(codec.encode("a", message, 3)).isEqualTo(2);
    assertThat(message.getByte(3)).isEqualTo((byte) 'a');
    assertThat(message.getByte(4)).isZero();
    assertThat(codec.maxEncodedLength(1)).isEqualTo(1);
    assertThat(codec.encode(1, message, 5)).isEqualTo(1);
    assertThat(message.getByte(5)).isEqualTo((byte) 1);
  }

  @Test
  void shouldRejectMessageWithoutTag() {
    assertThatIllegalArgumentException().isThrownBy(() -> decode()).withMessage("no tag: length=0");
  }

  @Test
  void shouldRejectUnknownTag() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> decode('a', 2))
        .withMessage("unknown tag: tag=2");
  }

  @Test
  void shouldReturnEachObjectOnce() {
    Object object = new Object();
    codec.encode(object, new UnsafeBuffer(new byte[1]), 0);
    assertThat(decode(1)).isSameAs(object);
    assertThat(decode(1)).isNull();
  }
}
