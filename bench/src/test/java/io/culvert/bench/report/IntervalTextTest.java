package io.culvert.bench.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.culvert.bench.statistics.Interval;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IntervalTextTest {

  @ParameterizedTest
  @CsvSource({
    "12.9e6, 13.4e6, 13.9e6, 13.4 M (12.9 to 13.9)",
    "900e3, 1e6, 1.1e6, 1.00 M (900 k to 1.10 M)",
    "0.95, 1.05, 1.16, 1.05 (0.950 to 1.16)",
    "0.701, 0.712, 0.723, 0.712 (0.701 to 0.723)",
    "0.0018, 0.0019, 0.002, 0.0019 (0.0018 to 0.0020)",
    "0.9994, 0.9996, 1.2, 1.00 (0.999 to 1.20)",
  })
  void shouldShowBoundsWhenPairsAreSeveral(double low, double middle, double high, String text) {
    assertThat(IntervalText.of(new Interval(low, middle, high))).isEqualTo(text);
  }

  @Test
  void shouldShowDashWhenThereIsOnePair() {
    Interval interval = new Interval(0, 13.4e6, Double.POSITIVE_INFINITY);
    assertThat(IntervalText.of(interval)).isEqualTo("13.4 M (-)");
    assertThat(IntervalText.bounds(interval)).isEqualTo("-");
    assertThat(IntervalText.middle(interval)).isEqualTo("13.4 M");
  }

  @Test
  void shouldShowDashWhenNothingIsKnown() {
    assertThat(IntervalText.of(null)).isEqualTo("-");
    assertThat(IntervalText.bounds(null)).isEqualTo("-");
    assertThat(IntervalText.middle(null)).isEqualTo("-");
  }
}
