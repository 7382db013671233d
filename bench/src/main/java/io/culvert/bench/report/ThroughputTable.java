package io.culvert.bench.report;

import java.util.List;

/** A comparison of throughput for a terminal. */
public final class ThroughputTable {

  private ThroughputTable() {}

  /** Returns a row for each contender and size, and below it what failed or does not count. */
  public static String of(ThroughputReport report) {
    StringBuilder text = new StringBuilder(table(report).toString());
    String dropped = report.droppedWindows();
    if (!dropped.isEmpty()) {
      text.append("dropped: ").append(dropped).append('\n');
    }
    List<String> missing = report.missingRows();
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
          row.size(),
          IntervalText.middle(row.messagesPerSecond()),
          IntervalText.bounds(row.messagesPerSecond()),
          IntervalText.middle(row.ratio()),
          IntervalText.bounds(row.ratio()),
          IntervalText.orUnknown(row.base()),
          IntervalText.orUnknown(row.verdict()),
          IntervalText.middle(row.cpuMicrosPerMessage()),
          TextTable.number(row.allocatedBytesPerMessage()),
          row.pairs(),
          row.windows(),
          row.dropped());
    }
    return table;
  }
}
