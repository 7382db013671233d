package io.culvert.bench.cost;

import io.culvert.bench.contender.Contenders;
import io.culvert.bench.contender.Entry;
import io.culvert.bench.report.CostReport;
import io.culvert.bench.report.Figure;
import io.culvert.bench.report.Surroundings;
import io.culvert.bench.run.ChildJvm;
import io.culvert.bench.run.Steps;
import io.culvert.bench.run.Timing;
import io.culvert.bench.run.Trial;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Measures what edges cost. */
public final class Cost {

  private static final int SMALL = 64;
  private static final String OTHERS = "others";
  private static final List<Integer> CAPACITIES =
      List.of(1 << 16, 1 << 17, 1 << 18, 1 << 20, 1 << 22, 1 << 24, 1 << 26);
  private static final List<Integer> SIZES =
      List.of(8, 64, 256, 1 << 10, 1 << 12, 1 << 14, 1 << 16, 1 << 18, 1 << 20);
  private static final List<Integer> BURSTS = List.of(1, 8, 64, 512);

  private final List<Integer> edges;
  private final Timing timing;

  /**
   * A measurement.
   *
   * @param edges how many edges at a time
   * @param timing of each trial
   */
  public Cost(List<Integer> edges, Timing timing) {
    this.edges = edges;
    this.timing = timing;
  }

  /**
   * Runs it.
   *
   * @param parameters go into the report
   * @param starter is told how far it has come
   * @return what was measured
   * @throws io.culvert.bench.BenchException when a trial fails
   */
  public CostReport run(Map<String, Object> parameters, Steps.Starter starter) {
    Surroundings surroundings = Surroundings.here(ChildJvm.flags());
    int count =
        2 * edges.size()
            + CAPACITIES.size()
            + SIZES.size()
            + Contenders.byBatch().size()
            + BURSTS.size();
    try (Steps steps = starter.start(count)) {
      List<CostReport.Table> tables =
          List.of(
              idle(steps),
              busy(steps),
              capacities(steps),
              sizes(steps),
              batches(steps),
              bursts(steps));
      return new CostReport(CostReport.KIND, surroundings, parameters, tables);
    }
  }

  private CostReport.Table idle(Steps steps) {
    List<List<Double>> rows = new ArrayList<>();
    for (int count : edges) {
      steps.begin(count + " idle edges");
      EdgesTrial.Result result = new EdgesTrial(count, SMALL, timing).idle();
      rows.add(
          List.of(
              (double) count,
              100 * result.cpuCores(),
              result.attachMillis(),
              result.heapBytesPerEdge(),
              (double) timing.capacity(),
              result.coresOfOthers()));
      steps.end();
    }
    return new CostReport.Table(
        "Idle edges",
        "Two JVMs with edges through which nothing goes: processor time, time until a payload has"
            + " come through each of them, live heap of both JVMs and capacity of the ring.",
        List.of("edges", "% of a core", "attach all ms", "heap B/edge", "ring B/edge", OTHERS),
        rows);
  }

  private CostReport.Table busy(Steps steps) {
    List<List<Double>> rows = new ArrayList<>();
    for (int count : edges) {
      steps.begin(count + " busy edges");
      EdgesTrial.Result result = new EdgesTrial(count, SMALL, timing).busy();
      rows.add(
          List.of(
              (double) count,
              result.perSecond(),
              result.cpuSecondsPerMillion(),
              result.cpuCores(),
              result.coresOfOthers()));
      steps.end();
    }
    return new CostReport.Table(
        "Busy edges",
        "As many payloads of 64 bytes as get through all edges together.",
        List.of("edges", "payloads/s", "CPU s/million", "cores", OTHERS),
        rows);
  }

  private CostReport.Table capacities(Steps steps) {
    List<List<Double>> rows = new ArrayList<>();
    for (int capacity : CAPACITIES) {
      Timing changed = new Timing(timing.warmUp(), timing.window(), capacity);
      Trial trial = new Trial(culvert(), SMALL, 1, changed);
      rows.add(row(steps, "capacity " + capacity, capacity, trial));
    }
    return new CostReport.Table(
        "Capacity",
        "One edge between two JVMs, payloads of 64 bytes.",
        List.of("capacity", "payloads/s", "CPU s/million", OTHERS),
        rows);
  }

  private CostReport.Table sizes(Steps steps) {
    List<List<Double>> rows = new ArrayList<>();
    for (int size : SIZES) {
      rows.add(row(steps, "size " + size, size, new Trial(culvert(), size, 1, timing)));
    }
    return new CostReport.Table(
        "Size",
        "One edge between two JVMs; the capacity is at least eight payloads.",
        List.of("size", "payloads/s", "CPU s/million", OTHERS),
        rows);
  }

  private CostReport.Table batches(Steps steps) {
    List<List<Double>> rows = new ArrayList<>();
    Contenders.byBatch()
        .forEach(
            (batch, entry) ->
                rows.add(row(steps, "batch " + batch, batch, new Trial(entry, SMALL, 1, timing))));
    return new CostReport.Table(
        "Batch",
        "A ring between plain threads that spin, in two JVMs, payloads of 64 bytes, of which so"
            + " many are published at once. A stream publishes each by itself.",
        List.of("batch", "payloads/s", "CPU s/million", OTHERS),
        rows);
  }

  private CostReport.Table bursts(Steps steps) {
    List<List<Double>> rows = new ArrayList<>();
    for (int burst : BURSTS) {
      steps.begin("bursts of " + burst);
      EdgesTrial.Result result = new EdgesTrial(1, SMALL, timing).bursts(burst);
      rows.add(
          List.of(
              (double) burst,
              result.perSecond(),
              result.cpuSecondsPerMillion(),
              result.cpuCores(),
              result.coresOfOthers()));
      steps.end();
    }
    return new CostReport.Table(
        "Bursts",
        "One edge between two JVMs, payloads of 64 bytes: so many at once, each "
            + EdgesJob.PAUSE.toMillis()
            + " ms. In between the reader is parked: it is woken once a burst.",
        List.of("burst", "payloads/s", "CPU s/million", "cores", OTHERS),
        rows);
  }

  private static List<Double> row(Steps steps, String what, double varied, Trial trial) {
    steps.begin(what);
    Figure figure = trial.run();
    steps.end();
    return List.of(
        varied, figure.messagesPerSecond(), figure.cpuSecondsPerMillion(), figure.coresOfOthers());
  }

  private static Entry culvert() {
    return Contenders.all().stream()
        .filter(entry -> entry.name().equals(Contenders.REFERENCE))
        .findFirst()
        .orElseThrow();
  }
}
