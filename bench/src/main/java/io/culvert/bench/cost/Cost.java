package io.culvert.bench.cost;

import io.culvert.bench.BenchException;
import io.culvert.bench.contender.Contenders;
import io.culvert.bench.contender.Entry;
import io.culvert.bench.jvm.WorkerCommand;
import io.culvert.bench.report.CostReport;
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
import java.util.function.Consumer;
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

  private final List<Integer> edges;
  private final Timing timing;
  private final List<Plan> plans;

  /** A table that is still to be measured, with the trials of its rows by their names. */
  record Plan(
      String title,
      String description,
      List<String> columns,
      Map<String, Supplier<List<Double>>> rows) {}

  /**
   * Plans a measurement.
   *
   * @param wanted the tables
   * @param edges how many edges at a time
   * @param timing of each trial
   */
  public Cost(Set<CostTable> wanted, List<Integer> edges, Timing timing) {
    this.edges = edges;
    this.timing = timing;
    this.plans = Stream.of(CostTable.values()).filter(wanted::contains).map(this::plan).toList();
  }

  /** Returns how many steps the measurement has: one for each row. */
  public int steps() {
    return plans.stream().mapToInt(plan -> plan.rows().size()).sum();
  }

  /**
   * Runs the measurement. If a trial fails, it notes that and continues with the others.
   *
   * @param parameters go into the report
   * @param onStep receives the name of each trial when it begins
   */
  public CostReport run(Map<String, Object> parameters, Consumer<String> onStep) {
    Surroundings surroundings = Surroundings.here(WorkerCommand.COMMON_FLAGS);
    List<CostReport.Failure> failures = new ArrayList<>();
    List<CostReport.Table> tables =
        plans.stream().map(plan -> measure(plan, onStep, failures)).toList();
    return new CostReport(CostReport.KIND, surroundings, parameters, tables, failures);
  }

  static CostReport.Table measure(
      Plan plan, Consumer<String> onStep, List<CostReport.Failure> failures) {
    List<List<Double>> rows = new ArrayList<>();
    plan.rows()
        .forEach(
            (name, trial) -> {
              onStep.accept(name);
              try {
                rows.add(trial.get());
              } catch (BenchException e) {
                failures.add(new CostReport.Failure(name, e.getMessage()));
              }
            });
    return new CostReport.Table(plan.title(), plan.description(), plan.columns(), rows);
  }

  private Plan plan(CostTable table) {
    return switch (table) {
      case IDLE ->
          new Plan(
              "Idle edges",
              "Two JVMs with edges that carry nothing: processor time of both, time until each edge"
                  + " has carried a payload, live heap of both JVMs and capacity of the ring.",
              List.of(
                  "edges", "% of a core", "attach all ms", "heap B/edge", "ring B/edge", OTHERS),
              rows("%d idle edges", edges, this::idle));
      case BUSY ->
          new Plan(
              "Busy edges",
              "As many payloads of 64 bytes as all edges together can carry.",
              List.of("edges", "payloads/s", "CPU s/million", "cores", OTHERS),
              rows(
                  "%d busy edges",
                  edges, count -> row(count, trial(count).run(EdgesJob.Load.BUSY, 0))));
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
              "A ring between plain threads that spin, in two JVMs, with batches of payloads of 64"
                  + " bytes. A stream publishes each payload by itself.",
              List.of("batch", "payloads/s", "CPU s/million", OTHERS),
              rows(
                  "batch %d",
                  Contenders.byBatch().keySet(),
                  batch ->
                      row(batch, SingleWindow.of(Contenders.byBatch().get(batch), SMALL, timing))));
      case BURST ->
          new Plan(
              "Bursts",
              "One edge between two JVMs, a burst of payloads of 64 bytes each %d ms."
                      .formatted(EdgesJob.PAUSE.toMillis())
                  + " In between the reader is parked: each burst wakes it once.",
              List.of("burst", "payloads/s", "CPU s/million", "cores", OTHERS),
              rows(
                  "bursts of %d",
                  BURSTS, burst -> row(burst, trial(1).run(EdgesJob.Load.BURSTS, burst))));
    };
  }

  private static Map<String, Supplier<List<Double>>> rows(
      String name, Collection<Integer> varied, Function<Integer, List<Double>> trial) {
    Map<String, Supplier<List<Double>>> rows = new LinkedHashMap<>();
    varied.forEach(value -> rows.put(name.formatted(value), () -> trial.apply(value)));
    return rows;
  }

  private EdgesTrial trial(int count) {
    return new EdgesTrial(count, SMALL, timing);
  }

  private List<Double> idle(int count) {
    EdgesTrial.Result result = trial(count).run(EdgesJob.Load.IDLE, 0);
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
