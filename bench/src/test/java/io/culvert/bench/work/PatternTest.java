package io.culvert.bench.work;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PatternTest {

  @TempDir Path directory;

  private final Pattern pattern = new Pattern(64);

  @Test
  void shouldAcceptPayloadWhenOtherJvmCreatesIt() {
    assertThatCode(() -> new Pattern(64).check(pattern.payload(7), 7)).doesNotThrowAnyException();
  }

  @ParameterizedTest
  @ValueSource(ints = {8, 31, 63})
  void shouldFailWhenOneByteIsChanged(int index) {
    byte[] payload = pattern.payload(7);
    payload[index] ^= 1;
    assertThatIllegalStateException()
        .isThrownBy(() -> pattern.check(payload, 7))
        .withMessageContaining("damaged");
  }

  @Test
  void shouldFailWhenNumberIsAnother() {
    assertThatIllegalStateException()
        .isThrownBy(() -> pattern.check(pattern.payload(8), 7))
        .withMessageContaining("expected=7, found=8");
  }

  @Test
  void shouldFailWhenLengthIsAnother() {
    assertThatIllegalStateException()
        .isThrownBy(() -> pattern.check(new byte[56], 7))
        .withMessageContaining("expected=64, found=56");
  }

  @Test
  void shouldNotCountWhenPayloadIsNotTheNextOne() {
    Tally tally = new Tally(pattern, Counters.open(directory.resolve("counter"), 1), 0);
    tally.accept(pattern.payload(0));
    assertThatIllegalStateException().isThrownBy(() -> tally.accept(pattern.payload(2)));
    assertThat(tally.count()).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 4, 63, -8})
  void shouldRefuseSizeWhenItIsNoMultipleOfEight(int size) {
    assertThatIllegalArgumentException().isThrownBy(() -> new Pattern(size));
  }
}
