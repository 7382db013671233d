package io.culvert.bench.report;

/** Round trips for a terminal: the median of all rounds of each value. */
public final class LatencyTable {

  private LatencyTable() {}

  /**
   * One row for each contender.
   *
   * @param report the round trips
   * @return lines of text
   */
  public static String of(LatencyReport report) {
    TextTable table =
        new TextTable(
            "contender", "p50 us", "p90", "p99", "p99.9", "max", "trips", "cores", "others");
    for (LatencySummary row : LatencySummary.of(report)) {
      table.row(
          row.contender(),
          TextTable.number(row.p50()),
          TextTable.number(row.p90()),
          TextTable.number(row.p99()),
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
