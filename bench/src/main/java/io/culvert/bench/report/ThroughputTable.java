package io.culvert.bench.report;

import java.util.List;

/** A comparison of throughput for a terminal. */
public final class ThroughputTable {

  private ThroughputTable() {}

  /**
   * Returns one row for each contender and size, and below it what has failed or does not count.
   *
   * @param report the comparison
   * @return lines of text
   */
  public static String of(ThroughputReport report) {
    StringBuilder text = new StringBuilder(table(report).toString());
    DroppedWindows windows = DroppedWindows.of(report);
    if (windows.dropped() > 0) {
      text.append("dropped: ").append(windows).append('\n');
    }
    List<String> missing = MissingRows.of(report);
    if (!missing.isEmpty()) {
      text.append("without a row: ").append(String.join(", ", missing)).append('\n');
    }
    report.failures().forEach(failure -> text.append(failure).append('\n'));
    return text.toString();
  }

  private static TextTable table(ThroughputReport report) {
    TextTable table =
        new TextTable(
            "contender",
            "size",
            "messages/s",
            "interval",
            "ratio",
            "interval",
            "to",
            "verdict",
            "CPU us/msg",
            "alloc B/msg",
            "pairs",
            "windows",
            "dropped");
    for (Row row : report.rows()) {
      table.row(
          row.contender(),
          String.valueOf(row.size()),
          IntervalText.middle(row.messagesPerSecond()),
          IntervalText.bounds(row.messagesPerSecond()),
          IntervalText.middle(row.ratio()),
          IntervalText.bounds(row.ratio()),
          row.base() == null ? IntervalText.UNKNOWN : row.base(),
          row.verdict() == null ? IntervalText.UNKNOWN : row.verdict().toString(),
          IntervalText.middle(row.cpuMicrosPerMessage()),
          TextTable.number(row.allocatedBytesPerMessage()),
          String.valueOf(row.pairs()),
          String.valueOf(row.windows()),
          String.valueOf(row.dropped()));
    }
    return table;
  }
}
