package io.culvert.bench.publish;

import io.culvert.bench.report.IntervalText;
import io.culvert.bench.report.Row;
import io.culvert.bench.report.TextTable;
import io.culvert.bench.report.ThroughputReport;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Throughput: a table for each size.
 *
 * @param report that is shown
 */
record ThroughputSection(ThroughputReport report) implements Section {

  @Override
  public boolean hasRows() {
    return !report.rows().isEmpty();
  }

  @Override
  public String description() {
    return "Messages a second of each contender with their intervals, on a logarithmic scale";
  }

  /** Shows the first size, and the others on a click. */
  @Override
  public String tables() {
    StringBuilder text = new StringBuilder();
    for (int size : report.rows().stream().map(Row::size).distinct().toList()) {
      String title = "Messages of " + Markdown.size(size);
      text.append(
          text.isEmpty()
              ? title + ":\n\n" + table(size)
              : "\n<details><summary>" + title + "</summary>\n\n" + table(size) + "\n</details>\n");
    }
    return text.toString();
  }

  private MarkdownTable table(int size) {
    MarkdownTable table =
        MarkdownTable.ofNumbers(
            "contender",
            "messages/s",
            "ratio",
            "to",
            "verdict",
            "CPU µs per message",
            "allocated B per message",
            "pairs",
            "windows",
            "dropped");
    for (Row row : report.rows().stream().filter(each -> each.size() == size).toList()) {
      table.row(
          Markdown.code(row.contender()),
          IntervalText.of(row.messagesPerSecond()),
          IntervalText.of(row.ratio()),
          IntervalText.orUnknown(row.base() == null ? null : Markdown.code(row.base())),
          IntervalText.orUnknown(row.verdict()),
          IntervalText.of(row.cpuMicrosPerMessage()),
          TextTable.number(row.allocatedBytesPerMessage()),
          row.pairs(),
          row.windows(),
          row.dropped());
    }
    return table;
  }

  @Override
  public String notes() {
    StringBuilder text = new StringBuilder();
    String dropped = report.droppedWindows();
    if (!dropped.isEmpty()) {
      text.append("\nDropped: ").append(Markdown.text(dropped)).append(".\n");
    }
    List<String> missing = report.missingRows();
    if (!missing.isEmpty()) {
      text.append(
          missing.stream()
              .map(Markdown::code)
              .collect(
                  Collectors.joining(", ", "\nWithout a row, because no window counts: ", "\n")));
    }
    return text + Section.failures(report.failures());
  }
}
