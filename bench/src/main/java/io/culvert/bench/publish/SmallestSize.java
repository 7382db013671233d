package io.culvert.bench.publish;

import io.culvert.bench.report.Row;
import io.culvert.bench.report.ThroughputReport;
import java.util.List;

/** The part of a comparison that README.md shows: the rows of the smallest messages. */
final class SmallestSize {

  private SmallestSize() {}

  static ThroughputReport of(ThroughputReport report) {
    int smallest = report.rows().stream().mapToInt(Row::size).min().orElse(0);
    return new ThroughputReport(
        report.kind(),
        report.surroundings(),
        report.parameters(),
        report.contenders(),
        report.rows().stream().filter(row -> row.size() == smallest).toList(),
        List.of(),
        List.of());
  }
}
