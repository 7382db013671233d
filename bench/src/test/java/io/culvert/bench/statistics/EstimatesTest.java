package io.culvert.bench.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class EstimatesTest {

  private static final double EXACT = 1e-9;

  @Test
  void shouldTakeTheMiddleWhenNumberIsOdd() {
    assertThat(Estimates.median(9, 1, 4)).isEqualTo(4);
  }

  @Test
  void shouldTakeTheMeanOfTwoWhenNumberIsEven() {
    assertThat(Estimates.median(9, 1, 4, 6)).isEqualTo(5);
  }

  @Test
  void shouldRefuseWhenThereIsNoValue() {
    assertThatIllegalArgumentException().isThrownBy(Estimates::median);
    assertThatIllegalArgumentException().isThrownBy(Estimates::ofPairs);
  }

  @Test
  void shouldRefuseWhenValueIsNotPositive() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Estimates.ofPairs(1, 0))
        .withMessageContaining("value=0.0");
    assertThatIllegalArgumentException().isThrownBy(() -> Estimates.ofPairs(Double.NaN));
  }

  @Test
  void shouldKnowNoBoundsWhenThereIsOnePair() {
    Interval interval = Estimates.ofPairs(7);
    assertThat(interval.middle()).isEqualTo(7, within(EXACT));
    assertThat(interval.low()).isZero();
    assertThat(interval.high()).isInfinite();
  }

  @Test
  void shouldTakeStudentsIntervalWhenPairsAreSeveral() {
    // Logarithms 1, 2, 3: mean 2, deviation 1; Student's quantile of two degrees is 4.302653.
    Interval interval = Estimates.ofPairs(Math.exp(1), Math.exp(2), Math.exp(3));
    double margin = 4.302652729911275 / Math.sqrt(3);
    assertThat(interval.middle()).isEqualTo(Math.exp(2), within(EXACT));
    assertThat(Math.log(interval.low())).isEqualTo(2 - margin, within(1e-6));
    assertThat(Math.log(interval.high())).isEqualTo(2 + margin, within(1e-6));
  }

  @Test
  void shouldBeInverseWhenRatiosAreInverse() {
    Interval ratio = Estimates.ofPairs(0.5, 0.6, 0.9);
    Interval turned = Estimates.ofPairs(1 / 0.5, 1 / 0.6, 1 / 0.9);
    assertThat(turned.low()).isEqualTo(1 / ratio.high(), within(EXACT));
    assertThat(turned.high()).isEqualTo(1 / ratio.low(), within(EXACT));
  }

  /**
   * The seed is fixed: a true ratio of 0.7, pairs that vary by a tenth, two thousand comparisons.
   */
  @Test
  void shouldHoldTrueRatioWhenComparedOften() {
    Random random = new Random(20_261_126);
    for (int pairs : new int[] {3, 4, 6}) {
      long held =
          IntStream.range(0, 2_000)
              .filter(
                  comparison ->
                      Estimates.ofPairs(
                              IntStream.range(0, pairs)
                                  .mapToDouble(pair -> 0.7 * Math.exp(0.1 * random.nextGaussian()))
                                  .toArray())
                          .contains(0.7))
              .count();
      assertThat(held).as("held with pairs=%d", pairs).isBetween(1_860L, 1_940L);
    }
  }
}
