package io.culvert.bench.readme;

import io.culvert.bench.report.LatencyReport;
import io.culvert.bench.report.LatencySummary;
import io.culvert.bench.report.TextTable;
import java.util.List;

/** Round trips: one table, and one panel of the picture. */
final class LatencySection implements Section {

  private final LatencyReport report;

  LatencySection(LatencyReport report) {
    this.report = report;
  }

  @Override
  public Chart chart() {
    List<Chart.Row> rows =
        LatencySummary.of(report).stream()
            .map(row -> Section.row(row.contender(), row.p50(), row.p50(), row.p99()))
            .toList();
    return new Chart(
        "Round trips, " + report.parameters().get("mode"),
        "microseconds, logarithmic; dot: p50; end of the line: p99; each the median of the rounds",
        List.of(new Chart.Panel(pace(), rows)));
  }

  private String pace() {
    return "%s, %s a second"
        .formatted(
            Sizes.text((Integer) report.parameters().get("size")),
            TextTable.number((Double) report.parameters().get("perSecond")));
  }

  @Override
  public String tables() {
    MarkdownTable table =
        new MarkdownTable("contender", "p50 µs", "p90", "p99", "p99.9", "max", "cores");
    for (LatencySummary row : LatencySummary.of(report)) {
      table.row(
          "`" + row.contender() + "`",
          TextTable.number(row.p50()),
          TextTable.number(row.p90()),
          TextTable.number(row.p99()),
          TextTable.number(row.p999()),
          TextTable.number(row.max()),
          TextTable.number(row.cpuCores()));
    }
    return "Microseconds, from the intended moment, " + pace() + ":\n\n" + table;
  }
}
