package io.culvert.bench.publish;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MarkdownTest {

  @Test
  void shouldStayOneRowWhenTextIsHostile() {
    MarkdownTable table = MarkdownTable.ofTexts("a", "b");
    table.row(Markdown.code("x`|y"), Markdown.text("a|b\n| c | <img>\r\n\n# d"));
    assertThat(table.toString().lines().toList())
        .containsExactly(
            "| a | b |", "| --- | --- |", "| `x'\\|y` | a\\|b \\| c \\| &lt;img> # d |");
  }

  @Test
  void shouldAlignNumbersRightWhenTableIsOfNumbers() {
    assertThat(MarkdownTable.ofNumbers("a", "b").toString()).endsWith("| --- | --: |\n");
  }

  @ParameterizedTest
  @CsvSource({"8, 8 B", "1000, 1000 B", "1024, 1 KiB", "65536, 64 KiB", "1048576, 1 MiB"})
  void shouldTakeLargestUnitWhenSizeIsWhole(int bytes, String text) {
    assertThat(Markdown.size(bytes)).isEqualTo(text);
  }
}
