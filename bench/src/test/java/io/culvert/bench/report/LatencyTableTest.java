package io.culvert.bench.report;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LatencyTableTest {

  @Test
  void shouldShowIntervalsWhenThereAreRounds() {
    assertThat(LatencyTable.of(MadeLatency.of("tcp", 20, 21, 22)).lines().toList().get(1))
        .matches("tcp +21\\.0 +18\\.6 to 23\\.6 +42\\.0 +63\\.0 +55\\.9 to 70\\.9 .*");
  }

  @Test
  void shouldShowDashWhenThereIsOneRound() {
    assertThat(LatencyTable.of(MadeLatency.of("tcp", 20)).lines().toList().get(1))
        .matches("tcp +20\\.0 +- +40\\.0 +60\\.0 +- .*");
  }

  @Test
  void shouldWarnWhenOthersHadTooMuch() {
    assertThat(LatencyTable.of(MadeLatency.disturbed(0.05, 0.83)))
        .contains("\ndisturbed: others had up to 0.83 cores");
  }

  @Test
  void shouldNotWarnWhenOthersHadLittle() {
    assertThat(LatencyTable.of(MadeLatency.disturbed(0.05, 0.1))).doesNotContain("disturbed");
  }
}
