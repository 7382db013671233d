package io.culvert.bench.publish;

import io.culvert.bench.contender.Contenders;
import io.culvert.bench.contender.Entry;
import io.culvert.bench.report.IntervalText;
import io.culvert.bench.report.LatencyReport;
import io.culvert.bench.report.LatencySummary;
import io.culvert.bench.report.TextTable;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Round trips: one table.
 *
 * @param report that is shown
 */
record LatencySection(LatencyReport report) implements Section {

  @Override
  public boolean hasRows() {
    return !report.figures().isEmpty();
  }

  @Override
  public String description() {
    return "Microseconds of the round trips of each contender, p50 and p99 with their intervals,"
        + " on a logarithmic scale";
  }

  @Override
  public String tables() {
    MarkdownTable table =
        MarkdownTable.ofNumbers(
            "contender", "p50", "p90", "p99", "p99.9", "max", "cores", "cores of others");
    for (LatencySummary row : report.rows()) {
      table.row(
          Markdown.code(row.contender()),
          IntervalText.of(row.p50()),
          TextTable.number(row.p90()),
          IntervalText.of(row.p99()),
          TextTable.number(row.p999()),
          TextTable.number(row.max()),
          TextTable.number(row.cpuCores()),
          TextTable.number(row.coresOfOthers()));
    }
    return "Microseconds from the intended moment, messages of %s, %s a second:\n\n%s"
        .formatted(
            Markdown.size(parameter("size").intValue()),
            TextTable.number(parameter("perSecond").doubleValue()),
            table);
  }

  private Number parameter(String name) {
    return (Number) report.parameters().get(name);
  }

  @Override
  public String notes() {
    return "\n<details><summary>What these contenders do</summary>\n\n%s\n</details>\n%s"
        .formatted(contenders(), Section.failures(report.failures()));
  }

  /** The report says what contenders do; the rest comes from contenders of the same names. */
  private MarkdownTable contenders() {
    Map<String, Entry> entries =
        Contenders.ofLatency().stream().collect(Collectors.toMap(Entry::name, Function.identity()));
    MarkdownTable table =
        MarkdownTable.ofTexts("contender", "what it does", "what a stream would miss", "tuning");
    report
        .contenders()
        .forEach(
            (name, does) -> {
              Entry entry = entries.get(name);
              table.row(
                  Markdown.code(name),
                  Markdown.text(does),
                  entry == null ? "" : Markdown.text(entry.lacks()),
                  entry == null ? "" : Markdown.text(entry.tuning()));
            });
    return table;
  }
}
