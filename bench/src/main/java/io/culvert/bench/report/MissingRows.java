package io.culvert.bench.report;

import java.util.List;
import java.util.stream.Stream;

/** Contenders and sizes of which a report has no row, because no window of theirs counts. */
public final class MissingRows {

  private MissingRows() {}

  /**
   * Returns what has no row.
   *
   * @param report the comparison
   * @return contender and size of each, in the order of contenders
   */
  public static List<String> of(ThroughputReport report) {
    return report.contenders().stream()
        .map(ContenderNote::name)
        .flatMap(
            name ->
                sizes(report)
                    .filter(size -> !hasRow(report, name, size))
                    .map(size -> name + " " + size + " B"))
        .toList();
  }

  private static Stream<Integer> sizes(ThroughputReport report) {
    return Stream.of(
            report.rows().stream().map(Row::size),
            report.instances().stream().map(Instance::size),
            report.failures().stream().map(Failure::size))
        .flatMap(sizes -> sizes)
        .distinct()
        .sorted();
  }

  private static boolean hasRow(ThroughputReport report, String contender, int size) {
    return report.rows().stream()
        .anyMatch(row -> row.contender().equals(contender) && row.size() == size);
  }
}
