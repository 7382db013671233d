package io.culvert.bench.publish;

import java.util.Collections;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A table of GitHub's Markdown. */
final class MarkdownTable {

  private static final String LEFT = "---";
  private static final String RIGHT = "--:";

  private final StringBuilder text = new StringBuilder();

  private MarkdownTable(String alignment, String... titles) {
    row(titles);
    String[] line = Collections.nCopies(titles.length, alignment).toArray(String[]::new);
    line[0] = LEFT;
    row(line);
  }

  /** Returns a table whose first column is to the left and all others to the right. */
  static MarkdownTable ofNumbers(String... titles) {
    return new MarkdownTable(RIGHT, titles);
  }

  /** Returns a table whose columns are to the left. */
  static MarkdownTable ofTexts(String... titles) {
    return new MarkdownTable(LEFT, titles);
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
