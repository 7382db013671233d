package io.culvert.bench.readme;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A table of GitHub's Markdown: the first column to the left, numbers to the right. */
final class MarkdownTable {

  private final StringBuilder text = new StringBuilder();

  MarkdownTable(String... titles) {
    row(titles);
    row(
        Stream.iterate(0, column -> column < titles.length, column -> column + 1)
            .map(column -> column == 0 ? "---" : "--:")
            .toArray(String[]::new));
  }

  void row(String... cells) {
    text.append(
        List.of(cells).stream()
            .map(cell -> cell.replace("|", "\\|"))
            .collect(Collectors.joining(" | ", "| ", " |\n")));
  }

  @Override
  public String toString() {
    return text.toString();
  }
}
