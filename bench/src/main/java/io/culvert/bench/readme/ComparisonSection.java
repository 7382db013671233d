package io.culvert.bench.readme;

import io.culvert.bench.report.ComparisonReport;
import io.culvert.bench.report.ComparisonTable;
import io.culvert.bench.report.Spread;
import io.culvert.bench.report.Summary;
import io.culvert.bench.report.TextTable;
import java.util.List;

/** Throughput: a table and a panel of the picture for each size. */
final class ComparisonSection implements Section {

  private final ComparisonReport report;

  ComparisonSection(ComparisonReport report) {
    this.report = report;
  }

  @Override
  public Chart chart() {
    return new Chart(
        "Messages a second",
        "logarithmic; dot: median of the rounds; line: from the slowest round to the fastest one",
        sizes().stream()
            .map(
                size ->
                    new Chart.Panel(
                        Sizes.text(size),
                        rows(size).stream().map(ComparisonSection::chartRow).toList()))
            .toList());
  }

  private static Chart.Row chartRow(Summary row) {
    Spread spread = row.messagesPerSecond();
    return Section.row(row.contender(), spread.min(), spread.median(), spread.max());
  }

  /** The first size in the open, the others behind a click. */
  @Override
  public String tables() {
    StringBuilder text = new StringBuilder();
    for (int size : sizes()) {
      String title = "Payloads of " + Sizes.text(size);
      text.append(
          text.isEmpty()
              ? title + ":\n\n" + table(size)
              : "\n<details><summary>" + title + "</summary>\n\n" + table(size) + "\n</details>\n");
    }
    return text.toString();
  }

  private MarkdownTable table(int size) {
    MarkdownTable table =
        new MarkdownTable(
            "contender",
            "messages/s",
            "beside `" + report.base() + "`",
            "lowest to highest",
            "CPU s per million",
            "allocated B per message",
            "cores of others");
    for (Summary row : rows(size)) {
      Spread ratio = row.ratio();
      table.row(
          "`" + row.contender() + "`",
          TextTable.number(row.messagesPerSecond().median()),
          ratio == null ? "-" : ComparisonTable.ratio(ratio.median()),
          ratio == null
              ? "-"
              : ComparisonTable.ratio(ratio.min()) + " to " + ComparisonTable.ratio(ratio.max()),
          TextTable.number(row.cpuSecondsPerMillion().median()),
          TextTable.number(row.allocatedBytesPerMessage().median()),
          TextTable.number(row.coresOfOthers().median()));
    }
    return table;
  }

  private List<Integer> sizes() {
    return report.summary().stream().map(Summary::size).distinct().toList();
  }

  private List<Summary> rows(int size) {
    return report.summary().stream().filter(row -> row.size() == size).toList();
  }
}
