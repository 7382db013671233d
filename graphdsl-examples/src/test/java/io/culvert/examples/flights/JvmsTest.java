package io.culvert.examples.flights;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.culvert.examples.job.JobException;
import org.junit.jupiter.api.Test;

class JvmsTest {

  @Test
  void shouldBeTwoWhenNumberIsEmpty() {
    assertThat(Jvms.of("")).isEqualTo(Jvms.TWO);
    assertThat(Jvms.of("2")).isEqualTo(Jvms.TWO);
    assertThat(Jvms.of("1")).isEqualTo(Jvms.ONE);
  }

  @Test
  void shouldRefuseWhenNumberIsAnother() {
    assertThatThrownBy(() -> Jvms.of("3"))
        .isExactlyInstanceOf(JobException.class)
        .hasMessage("flights.jvms is neither 1 nor 2: found=3");
  }
}
