package io.culvert.bench.report;

import java.util.Locale;

/** A comparison for a terminal. */
public final class ComparisonTable {

  private ComparisonTable() {}

  /**
   * One row for each contender and size, with its ratio to the base. The last column is how many
   * cores other processes have had: the more, the less the row means, and a line below the table
   * says so.
   *
   * @param report the comparison
   * @return lines of text
   */
  public static String of(ComparisonReport report) {
    TextTable table =
        new TextTable(
            "contender",
            "size",
            "messages/s",
            "min",
            "max",
            "bytes/s",
            "ratio to " + report.base(),
            "min",
            "max",
            "CPU s/M",
            "alloc B/msg",
            "others");
    for (Summary row : report.summary()) {
      table.row(
          row.contender(),
          String.valueOf(row.size()),
          TextTable.number(row.messagesPerSecond().median()),
          TextTable.number(row.messagesPerSecond().min()),
          TextTable.number(row.messagesPerSecond().max()),
          TextTable.number(row.bytesPerSecond().median()),
          row.ratio() == null ? "-" : ratio(row.ratio().median()),
          row.ratio() == null ? "-" : ratio(row.ratio().min()),
          row.ratio() == null ? "-" : ratio(row.ratio().max()),
          TextTable.number(row.cpuSecondsPerMillion().median()),
          TextTable.number(row.allocatedBytesPerMessage().median()),
          TextTable.number(row.coresOfOthers().median()));
    }
    StringBuilder text = new StringBuilder(table.toString());
    text.append(Disturbance.of(report.figures().stream().mapToDouble(Figure::coresOfOthers)));
    report.failures().forEach(failure -> text.append(failure).append('\n'));
    return text.toString();
  }

  /**
   * A ratio.
   *
   * @param value not negative
   * @return with more digits when it is small
   */
  public static String ratio(double value) {
    return String.format(Locale.ROOT, value < 0.1 ? "%.4f" : "%.2f", value);
  }
}
