package io.culvert.bench.report;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TextTableTest {

  @ParameterizedTest
  @CsvSource({
    "0, 0.00",
    "9.994, 9.99",
    "9.996, 10.0",
    "99.96, 100",
    "999.6, 1.00 k",
    "13400000, 13.4 M"
  })
  void shouldShowThreeDigitsWhenNumberIsAnySize(double value, String text) {
    assertThat(TextTable.number(value)).isEqualTo(text);
  }

  @Test
  void shouldAlignNumbersRightWhenColumnsDiffer() {
    TextTable table = new TextTable("name", "n");
    table.row("a", "1.00");
    assertThat(table).hasToString("name     n\na     1.00\n");
  }
}
