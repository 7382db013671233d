package io.culvert.bench.readme;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LogAxisTest {

  @Test
  void itHasWholeDecadesAroundAllLines() {
    LogAxis axis =
        LogAxis.of(
            List.of(
                new Chart.Row("a", true, 40, 50, 60), new Chart.Row("b", false, 900, 1e6, 2e6)));
    assertThat(axis).isEqualTo(new LogAxis(1, 7));
    assertThat(axis.ticks()).containsExactly(10.0, 100.0, 1e3, 1e4, 1e5, 1e6, 1e7);
    assertThat(axis.at(10)).isZero();
    assertThat(axis.at(1e4)).isEqualTo(0.5);
    assertThat(axis.at(1e7)).isEqualTo(1);
  }

  @Test
  void oneValueHasADecadeOfItsOwn() {
    assertThat(LogAxis.of(List.of(new Chart.Row("a", true, 100, 100, 100))))
        .isEqualTo(new LogAxis(2, 3));
  }

  @ParameterizedTest
  @CsvSource({"0.1, 0.1", "1, 1", "10, 10", "100, 100", "1000, 1 k", "1e5, 100 k", "1e6, 1 M"})
  void ticksAreShort(double tick, String label) {
    assertThat(LogAxis.label(tick)).isEqualTo(label);
  }

  @ParameterizedTest
  @CsvSource({"8, 8 B", "1000, 1000 B", "1024, 1 KiB", "65536, 64 KiB", "1048576, 1 MiB"})
  void sizesAreInTheLargestWholeUnit(int bytes, String text) {
    assertThat(Sizes.text(bytes)).isEqualTo(text);
  }
}
