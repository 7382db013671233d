package io.culvert.bench.report;

/** Round trips for a terminal. */
public final class LatencyTable {

  /** Cores of others above which the table warns; a system that is idle uses fewer. */
  private static final double MOST_OF_OTHERS = 0.1;

  private LatencyTable() {}

  /** Returns a row for each contender, and below it a warning and what failed. */
  public static String of(LatencyReport report) {
    TextTable table =
        new TextTable(
            "contender",
            "p50 us",
            "interval",
            "p90",
            "p99",
            "interval",
            "p99.9",
            "max",
            "trips",
            "cores",
            "others");
    for (LatencySummary row : report.rows()) {
      table.row(
          row.contender(),
          IntervalText.middle(row.p50()),
          IntervalText.bounds(row.p50()),
          TextTable.number(row.p90()),
          IntervalText.middle(row.p99()),
          IntervalText.bounds(row.p99()),
          TextTable.number(row.p999()),
          TextTable.number(row.max()),
          TextTable.number(row.count()),
          TextTable.number(row.cpuCores()),
          TextTable.number(row.coresOfOthers()));
    }
    StringBuilder text = new StringBuilder(table.toString());
    double others =
        report.figures().stream().mapToDouble(LatencyFigure::coresOfOthers).max().orElse(0);
    if (others > MOST_OF_OTHERS) {
      text.append(
          "disturbed: others had up to %s cores meanwhile, and not in all rows alike; measure again"
                  .formatted(TextTable.number(others))
              + " when the machine does nothing else\n");
    }
    report.failures().forEach(failure -> text.append(failure).append('\n'));
    return text.toString();
  }
}
