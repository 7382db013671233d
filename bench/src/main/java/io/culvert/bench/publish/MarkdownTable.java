package io.culvert.bench.publish;

import java.util.Collections;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A table in GitHub's Markdown. */
final class MarkdownTable {

  private static final String LEFT = "---";
  private static final String RIGHT = "--:";

  private final StringBuilder text = new StringBuilder();

  private MarkdownTable(String alignment, String... titles) {
    row((Object[]) titles);
    String[] line = Collections.nCopies(titles.length, alignment).toArray(String[]::new);
    line[0] = LEFT;
    row((Object[]) line);
  }

  /** Returns a table whose first column is aligned to the left and all others to the right. */
  static MarkdownTable ofNumbers(String... titles) {
    return new MarkdownTable(RIGHT, titles);
  }

  /** Returns a table whose columns are aligned to the left. */
  static MarkdownTable ofTexts(String... titles) {
    return new MarkdownTable(LEFT, titles);
  }

  void row(Object... cells) {
    text.append(
        Stream.of(cells)
            .map(cell -> cell.toString().replace("|", "\\|"))
            .collect(Collectors.joining(" | ", "| ", " |\n")));
  }

  @Override
  public String toString() {
    return text.toString();
  }
}
