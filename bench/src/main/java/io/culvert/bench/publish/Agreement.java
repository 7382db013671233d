package io.culvert.bench.publish;

import io.culvert.bench.report.IntervalText;
import io.culvert.bench.report.Row;
import io.culvert.bench.report.ThroughputReport;
import io.culvert.bench.statistics.Interval;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Ratios of one report beside those of another. A ratio of a single pair of JVMs has no bounds and
 * would agree with anything, so it is left out, as is that of the base to itself.
 *
 * @param pairs ratios that both reports have
 */
record Agreement(List<Pair> pairs) {

  /**
   * A ratio in both reports.
   *
   * @param contender its name
   * @param size bytes of a message
   * @param first ratio in one report
   * @param second ratio in the other one
   */
  record Pair(String contender, int size, Interval first, Interval second) {

    boolean overlaps() {
      return first.overlaps(second);
    }

    private String key() {
      return contender + ", " + size;
    }

    private String description() {
      return "%s, %s: %s and %s"
          .formatted(
              Markdown.code(contender),
              Sizes.text(size),
              IntervalText.of(first),
              IntervalText.of(second));
    }
  }

  static Agreement of(ThroughputReport first, ThroughputReport second) {
    return new Agreement(
        bounded(first)
            .flatMap(
                row ->
                    find(second, row).stream()
                        .map(
                            other ->
                                new Pair(row.contender(), row.size(), row.ratio(), other.ratio())))
            .toList());
  }

  private static Optional<Row> find(ThroughputReport report, Row row) {
    return bounded(report)
        .filter(other -> other.size() == row.size())
        .filter(other -> other.contender().equals(row.contender()))
        .filter(other -> other.base().equals(row.base()))
        .findFirst();
  }

  private static Stream<Row> bounded(ThroughputReport report) {
    return report.rows().stream()
        .filter(row -> row.ratio() != null && !row.contender().equals(row.base()))
        .filter(row -> Double.isFinite(row.ratio().high()));
  }

  /**
   * Returns how many ratios agree, and which do not.
   *
   * @param causes why ratios differ, by contender and size
   */
  String sentence(Map<String, String> causes) {
    List<Pair> apart = pairs.stream().filter(pair -> !pair.overlaps()).toList();
    StringBuilder text = new StringBuilder();
    text.append(
        "The intervals of %d of %d ratios overlap."
            .formatted(pairs.size() - apart.size(), pairs.size()));
    text.append(apart.isEmpty() ? "\n" : " These do not:\n\n");
    apart.forEach(
        pair ->
            text.append("- ")
                .append(pair.description())
                .append(cause(causes.get(pair.key())))
                .append('\n'));
    return text.toString();
  }

  private static String cause(String text) {
    return text == null ? "" : "; " + Markdown.text(text);
  }

  /** Returns the ratios as a table. */
  String table(String first, String second) {
    MarkdownTable table =
        MarkdownTable.ofNumbers("contender", "size", first, second, "intervals overlap");
    for (Pair pair : pairs) {
      table.row(
          Markdown.code(pair.contender()),
          Sizes.text(pair.size()),
          IntervalText.of(pair.first()),
          IntervalText.of(pair.second()),
          pair.overlaps() ? "yes" : "no");
    }
    return table.toString();
  }
}
