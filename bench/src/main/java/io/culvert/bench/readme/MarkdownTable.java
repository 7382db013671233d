package io.culvert.bench.readme;

import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** A table of GitHub's Markdown: the first column to the left, numbers to the right. */
final class MarkdownTable {

  private final StringBuilder text = new StringBuilder();

  MarkdownTable(String... titles) {
    row(titles);
    row(
        IntStream.range(0, titles.length)
            .mapToObj(column -> column == 0 ? "---" : "--:")
            .toArray(String[]::new));
  }

  void row(String... cells) {
    text.append(
        Stream.of(cells)
            .map(cell -> cell.replace("|", "\\|"))
            .collect(Collectors.joining(" | ", "| ", " |\n")));
  }

  @Override
  public String toString() {
    return text.toString();
  }
}
