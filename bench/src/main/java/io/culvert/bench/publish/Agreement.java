package io.culvert.bench.publish;

import io.culvert.bench.report.IntervalText;
import io.culvert.bench.report.Row;
import io.culvert.bench.report.ThroughputReport;
import io.culvert.bench.statistics.Interval;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Ratios of one report beside those of another. It omits the ratio of a single pair of JVMs, which
 * has no bounds and would agree with anything, and that of the base to itself.
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
   * @param second ratio in the other report
   */
  record Pair(String contender, int size, Interval first, Interval second) {

    boolean overlaps() {
      return first.overlaps(second);
    }

    /** Returns an item of a list, with the cause of the difference if it is known. */
    private String item(Map<String, String> causes) {
      String cause = causes.get(contender + ", " + size);
      return "- %s, %s: %s and %s%s\n"
          .formatted(
              Markdown.code(contender),
              Markdown.size(size),
              IntervalText.of(first),
              IntervalText.of(second),
              cause == null ? "" : "; " + Markdown.text(cause));
    }
  }

  static Agreement of(ThroughputReport first, ThroughputReport second) {
    return new Agreement(
        bounded(first)
            .flatMap(
                row ->
                    bounded(second)
                        .filter(other -> other.size() == row.size())
                        .filter(other -> other.contender().equals(row.contender()))
                        .filter(other -> other.base().equals(row.base()))
                        .limit(1)
                        .map(
                            other ->
                                new Pair(row.contender(), row.size(), row.ratio(), other.ratio())))
            .toList());
  }

  private static Stream<Row> bounded(ThroughputReport report) {
    return report.rows().stream()
        .filter(row -> row.ratio() != null && !row.contender().equals(row.base()))
        .filter(row -> !row.ratio().isUnbounded());
  }

  /**
   * Returns how many ratios agree, and a list of the others.
   *
   * @param causes of differences, by contender and size
   */
  String sentence(Map<String, String> causes) {
    if (pairs.isEmpty()) {
      return "The two runs cannot be compared: no ratio has an interval in both. Too few windows of at"
          + " least one run were undisturbed.\n";
    }
    List<Pair> apart = pairs.stream().filter(pair -> !pair.overlaps()).toList();
    return "The intervals of %d of %d ratios overlap.%s%s"
        .formatted(
            pairs.size() - apart.size(),
            pairs.size(),
            apart.isEmpty() ? "\n" : " These do not:\n\n",
            apart.stream().map(pair -> pair.item(causes)).collect(Collectors.joining()));
  }

  /** Returns the ratios as a table. */
  String table(String first, String second) {
    MarkdownTable table =
        MarkdownTable.ofNumbers("contender", "size", first, second, "intervals overlap");
    for (Pair pair : pairs) {
      table.row(
          Markdown.code(pair.contender()),
          Markdown.size(pair.size()),
          IntervalText.of(pair.first()),
          IntervalText.of(pair.second()),
          pair.overlaps() ? "yes" : "no");
    }
    return table.toString();
  }
}
