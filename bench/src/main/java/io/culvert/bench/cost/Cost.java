package io.culvert.bench.cost;

import io.culvert.bench.BenchException;
import io.culvert.bench.contender.Contenders;
import io.culvert.bench.contender.Entry;
import io.culvert.bench.jvm.WorkerCommand;
import io.culvert.bench.report.CostReport;
import io.culvert.bench.report.Steps;
import io.culvert.bench.report.Surroundings;
import io.culvert.bench.report.Window;
import io.culvert.bench.throughput.SingleWindow;
import io.culvert.bench.work.Timing;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Measures what edges cost. */
public final class Cost {

  private static final int SMALL = 64;
  private static final String OTHERS = "others";
  private static final List<Integer> CAPACITIES =
      List.of(1 << 16, 1 << 17, 1 << 18, 1 << 20, 1 << 22, 1 << 24, 1 << 26);
  private static final List<Integer> SIZES =
      List.of(8, 64, 256, 1 << 10, 1 << 12, 1 << 14, 1 << 16, 1 << 18, 1 << 20);
  private static final List<Integer> BURSTS = List.of(1, 8, 64, 512);

  private final Set<CostTable> wanted;
  private final List<Integer> edges;
  private final Timing timing;

  /** The rows of a table that is still to be measured, each by what it is about. */
  record Plan(
      String title,
      String description,
      List<String> columns,
      Map<String, Supplier<List<Double>>> rows) {}

  /**
   * A measurement.
   *
   * @param wanted the tables
   * @param edges how many edges at a time
   * @param timing of each trial
   */
  public Cost(Set<CostTable> wanted, List<Integer> edges, Timing timing) {
    this.wanted = wanted;
    this.edges = edges;
    this.timing = timing;
  }

  /**
   * Runs it. A trial that fails is noted; the others go on.
   *
   * @param parameters go into the report
   * @param starter is told how far it has come
   * @return what was measured
   */
  public CostReport run(Map<String, Object> parameters, Steps.Starter starter) {
    Surroundings surroundings = Surroundings.here(WorkerCommand.COMMON_FLAGS);
    List<Plan> plans =
        Stream.of(CostTable.values()).filter(wanted::contains).map(this::plan).toList();
    List<CostReport.Table> tables = new ArrayList<>();
    List<CostReport.Failure> failures = new ArrayList<>();
    try (Steps steps = starter.start(plans.stream().mapToInt(plan -> plan.rows().size()).sum())) {
      for (Plan plan : plans) {
        tables.add(measure(plan, steps, failures));
      }
    }
    return new CostReport(CostReport.KIND, surroundings, parameters, tables, failures);
  }

  static CostReport.Table measure(Plan plan, Steps steps, List<CostReport.Failure> failures) {
    List<List<Double>> rows = new ArrayList<>();
    plan.rows()
        .forEach(
            (what, trial) -> {
              steps.begin(what);
              try {
                rows.add(trial.get());
              } catch (BenchException e) {
                failures.add(new CostReport.Failure(what, e.getMessage()));
              }
              steps.end();
            });
    return new CostReport.Table(plan.title(), plan.description(), plan.columns(), rows);
  }

  private Plan plan(CostTable table) {
    return switch (table) {
      case IDLE ->
          new Plan(
              "Idle edges",
              "Two JVMs with edges through which nothing goes: processor time of both, time until a"
                  + " payload has come through each of them, live heap of both JVMs and capacity of"
                  + " the ring.",
              List.of(
                  "edges", "% of a core", "attach all ms", "heap B/edge", "ring B/edge", OTHERS),
              rows("%d idle edges", edges, this::idle));
      case BUSY ->
          new Plan(
              "Busy edges",
              "As many payloads of 64 bytes as get through all edges together.",
              List.of("edges", "payloads/s", "CPU s/million", "cores", OTHERS),
              rows(
                  "%d busy edges",
                  edges, count -> row(count, new EdgesTrial(count, SMALL, timing).busy())));
      case CAPACITY ->
          new Plan(
              "Capacity",
              "One edge between two JVMs, payloads of 64 bytes.",
              List.of("capacity", "payloads/s", "CPU s/million", OTHERS),
              rows("capacity %d", CAPACITIES, this::capacity));
      case SIZE ->
          new Plan(
              "Size",
              "One edge between two JVMs; the capacity is at least eight payloads.",
              List.of("size", "payloads/s", "CPU s/million", OTHERS),
              rows("size %d", SIZES, size -> row(size, SingleWindow.of(culvert(), size, timing))));
      case BATCH ->
          new Plan(
              "Batch",
              "A ring between plain threads that spin, in two JVMs, payloads of 64 bytes, of which"
                  + " so many are published at once. A stream publishes each by itself.",
              List.of("batch", "payloads/s", "CPU s/million", OTHERS),
              rows(
                  "batch %d",
                  Contenders.byBatch().keySet(),
                  batch ->
                      row(batch, SingleWindow.of(Contenders.byBatch().get(batch), SMALL, timing))));
      case BURST ->
          new Plan(
              "Bursts",
              "One edge between two JVMs, payloads of 64 bytes: so many at once, each "
                  + EdgesJob.PAUSE.toMillis()
                  + " ms. In between the reader is parked: it is woken once a burst.",
              List.of("burst", "payloads/s", "CPU s/million", "cores", OTHERS),
              rows(
                  "bursts of %d",
                  BURSTS, burst -> row(burst, new EdgesTrial(1, SMALL, timing).bursts(burst))));
    };
  }

  private static Map<String, Supplier<List<Double>>> rows(
      String name, Collection<Integer> varied, Function<Integer, List<Double>> trial) {
    Map<String, Supplier<List<Double>>> rows = new LinkedHashMap<>();
    varied.forEach(value -> rows.put(name.formatted(value), () -> trial.apply(value)));
    return rows;
  }

  private List<Double> idle(int count) {
    EdgesTrial.Result result = new EdgesTrial(count, SMALL, timing).idle();
    return List.of(
        (double) count,
        100 * result.cpuCores(),
        result.attachMillis(),
        result.heapBytesPerEdge(),
        (double) timing.capacity(),
        result.coresOfOthers());
  }

  private List<Double> capacity(int capacity) {
    Timing changed = new Timing(timing.warmUp(), timing.window(), capacity);
    return row(capacity, SingleWindow.of(culvert(), SMALL, changed));
  }

  private static List<Double> row(double varied, EdgesTrial.Result result) {
    return List.of(
        varied,
        result.perSecond(),
        result.cpuSecondsPerMillion(),
        result.cpuCores(),
        result.coresOfOthers());
  }

  private static List<Double> row(double varied, Window window) {
    return List.of(
        varied,
        window.messagesPerSecond(),
        window.cpuNanosPerMessage() / 1e3, // microseconds each are seconds for a million
        window.coresOfOthers());
  }

  private static Entry culvert() {
    return Contenders.all().stream()
        .filter(entry -> entry.name().equals(Contenders.REFERENCE))
        .findFirst()
        .orElseThrow();
  }
}
