package io.culvert.bench.report;

/** Round trips for a terminal. */
public final class LatencyTable {

  private LatencyTable() {}

  /**
   * Returns one row for each contender.
   *
   * @param report the round trips
   * @return lines of text
   */
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
    for (LatencySummary row : LatencySummary.of(report)) {
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
    text.append(
        Disturbance.of(report.figures().stream().mapToDouble(LatencyFigure::coresOfOthers)));
    report.failures().forEach(failure -> text.append(failure).append('\n'));
    return text.toString();
  }
}
