package io.culvert.ring.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RingSpecTest {

  @Test
  void shouldDefaultMaximumToAQuarterOfTheCapacity() {
    assertThat(RingSpec.ofBytes(1 << 16)).isEqualTo(new RingSpec(1 << 16, 1 << 14, "bytes", 1));
  }

  @Test
  void shouldReturnChangedCopy() {
    RingSpec spec = RingSpec.ofBytes(1 << 16);
    assertThat(spec.withMaxMessageSize(1)).isEqualTo(new RingSpec(1 << 16, 1, "bytes", 1));
    assertThat(spec.withCodec("x", 2)).isEqualTo(new RingSpec(1 << 16, 1 << 14, "x", 2));
    assertThat(spec).isEqualTo(RingSpec.ofBytes(1 << 16));
  }

  @ParameterizedTest
  @ValueSource(ints = {Integer.MIN_VALUE, -1, 0, 1, 1 << 15, (1 << 16) + 8, 3 << 16})
  void shouldRejectCapacityWhenInvalid(int capacity) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> RingSpec.ofBytes(capacity))
        .withMessageContaining("capacity=" + capacity)
        .withMessageContaining("65536 to 1073741824");
  }

  @ParameterizedTest
  @ValueSource(ints = {Integer.MIN_VALUE, -1, 0})
  void shouldRejectMaximumWhenNotPositive(int size) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> RingSpec.ofBytes(1 << 16).withMaxMessageSize(size))
        .withMessageContaining("max-message-size=" + size);
  }

  @Test
  void shouldLimitCodecNameTo128Bytes() {
    RingSpec spec = RingSpec.ofBytes(1 << 16);
    assertThat(spec.withCodec("\u20ac".repeat(42), 1).codecName()).hasSize(42);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> spec.withCodec("\u20ac".repeat(43), 1))
        .withMessageContaining("bytes=129");
    assertThatIllegalArgumentException().isThrownBy(() -> spec.withCodec("", 1));
    assertThatNullPointerException().isThrownBy(() -> spec.withCodec(null, 1));
  }
}
