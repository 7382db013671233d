package io.culvert.bench.report;

import java.util.List;
import java.util.function.ToDoubleFunction;

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
    report
        .contenders()
        .keySet()
        .forEach(
            name -> {
              List<LatencyFigure> rounds =
                  report.figures().stream()
                      .filter(figure -> figure.contender().equals(name))
                      .toList();
              if (!rounds.isEmpty()) {
                row(table, name, rounds);
              }
            });
    StringBuilder text = new StringBuilder(table.toString());
    report.failures().forEach(failure -> text.append(failure).append('\n'));
    return text.toString();
  }

  private static void row(TextTable table, String name, List<LatencyFigure> rounds) {
    table.row(
        name,
        median(rounds, figure -> figure.microseconds().get("p50")),
        median(rounds, figure -> figure.microseconds().get("p90")),
        median(rounds, figure -> figure.microseconds().get("p99")),
        median(rounds, figure -> figure.microseconds().get("p99.9")),
        median(rounds, figure -> figure.microseconds().get("max")),
        median(rounds, LatencyFigure::count),
        median(rounds, LatencyFigure::cpuCores),
        median(rounds, LatencyFigure::coresOfOthers));
  }

  private static String median(List<LatencyFigure> rounds, ToDoubleFunction<LatencyFigure> value) {
    return TextTable.number(Spread.of(rounds.stream().mapToDouble(value).toArray()).median());
  }
}
