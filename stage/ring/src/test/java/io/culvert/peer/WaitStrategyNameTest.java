package io.culvert.peer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.culvert.peer.lock.Role;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tests the names in the configuration and in messages. */
class WaitStrategyNameTest {

  @ParameterizedTest
  @CsvSource({"park, PARK", "adaptive, ADAPTIVE", "spin, SPIN"})
  void shouldFindStrategyByItsName(String name, WaitStrategy strategy) {
    assertThat(WaitStrategy.of(name)).isEqualTo(strategy).hasToString(name);
  }

  @Test
  void shouldRejectNameWhenNoStrategyHasIt() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> WaitStrategy.of("sleep"))
        .withMessageContaining("waiting=sleep");
  }

  @Test
  void shouldNameRolesInMessages() {
    assertThat(Role.WRITER).hasToString("writer");
    assertThat(Role.READER).hasToString("reader");
  }
}
