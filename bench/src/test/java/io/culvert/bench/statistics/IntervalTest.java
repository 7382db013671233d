package io.culvert.bench.statistics;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class IntervalTest {

  private final Interval interval = new Interval(0.9, 1, 1.1);

  @Test
  void shouldContainValueWhenItIsABound() {
    assertThat(interval.contains(0.9)).isTrue();
    assertThat(interval.contains(1.1)).isTrue();
    assertThat(interval.contains(0.89)).isFalse();
    assertThat(interval.contains(1.11)).isFalse();
  }

  @Test
  void shouldOverlapWhenBoundsTouch() {
    assertThat(interval.overlaps(new Interval(1.1, 1.2, 1.3))).isTrue();
    assertThat(new Interval(1.1, 1.2, 1.3).overlaps(interval)).isTrue();
    assertThat(interval.overlaps(new Interval(1.11, 1.2, 1.3))).isFalse();
    assertThat(new Interval(1.11, 1.2, 1.3).overlaps(interval)).isFalse();
  }

  @Test
  void shouldSayNoDifferenceWhenItContainsOne() {
    assertThat(Verdict.of(interval)).isEqualTo(Verdict.NO_DIFFERENCE).hasToString("no difference");
    assertThat(Verdict.of(new Interval(1.01, 1.2, 1.3))).isEqualTo(Verdict.FASTER);
    assertThat(Verdict.of(new Interval(0.5, 0.6, 0.99))).isEqualTo(Verdict.SLOWER);
  }
}
