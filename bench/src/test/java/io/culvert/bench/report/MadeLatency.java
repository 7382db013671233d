package io.culvert.bench.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Builds round trips for tests. */
public final class MadeLatency {

  private MadeLatency() {}

  /** Returns round trips of one contender, one round for each p50. */
  public static LatencyReport of(String contender, double... p50) {
    List<LatencyFigure> figures = new ArrayList<>();
    for (double value : p50) {
      figures.add(figure(contender, figures.size() + 1, value, 0.05));
    }
    return of(contender, figures);
  }

  /** Returns two rounds, in which other processes used these cores. */
  public static LatencyReport disturbed(double firstOthers, double secondOthers) {
    return of(
        "tcp", List.of(figure("tcp", 1, 20, firstOthers), figure("tcp", 2, 20, secondOthers)));
  }

  private static LatencyReport of(String contender, List<LatencyFigure> figures) {
    Map<String, Object> parameters = new LinkedHashMap<>();
    parameters.put("commandLine", "latency --mode idle");
    parameters.put("mode", "idle");
    parameters.put("size", 64);
    parameters.put("perSecond", 200.0);
    return new LatencyReport(
        LatencyReport.KIND,
        MadeReport.surroundings(),
        parameters,
        Map.of(contender, "as it is"),
        figures,
        List.of());
  }

  private static LatencyFigure figure(String contender, int round, double p50, double others) {
    return new LatencyFigure(
        contender,
        round,
        1_000,
        Map.of("p50", p50, "p90", 2 * p50, "p99", 3 * p50, "p99.9", 4 * p50, "max", 5 * p50),
        List.of(new LatencyFigure.Point(0, p50), new LatencyFigure.Point(99, 3 * p50)),
        1.5,
        others);
  }
}
