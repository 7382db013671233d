package io.culvert.bench.report;

import io.culvert.bench.statistics.Interval;
import io.culvert.bench.statistics.Verdict;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Builds comparisons of throughput for tests, from figures that were never measured. */
public final class MadeReport {

  private static final Surroundings SURROUNDINGS =
      new Surroundings(
          "2026-11-01T00:00:00Z",
          Map.of(
              "processor",
              "made",
              "cores",
              2,
              "memoryBytes",
              8e9,
              "system",
              "Linux",
              "architecture",
              "amd64",
              "loadAverageAtStart",
              0.1),
          Map.of(
              "name",
              "VM",
              "version",
              "17",
              "vendor",
              "made",
              "flagsOfChildren",
              List.of("-Xmx1g")),
          Map.of("pekko", "1"));

  private final Map<String, Object> parameters = new LinkedHashMap<>();
  private final Map<String, ContenderNote> contenders = new LinkedHashMap<>();
  private final List<Row> rows = new ArrayList<>();
  private final List<Instance> instances = new ArrayList<>();
  private final List<Failure> failures = new ArrayList<>();
  private String base = "culvert";

  /** Returns where all reports were made. */
  public static Surroundings surroundings() {
    return SURROUNDINGS;
  }

  /** Begins with an empty report. */
  public MadeReport() {
    parameters.put("commandLine", "compare --pairs 3");
    parameters.put("sizes", List.of(64, 1024));
  }

  /** Sets the base of the rows that follow. */
  public MadeReport base(String name) {
    base = name;
    return this;
  }

  /** Adds a parameter. */
  public MadeReport parameter(String name, Object value) {
    parameters.put(name, value);
    return this;
  }

  /** Describes a contender. */
  public MadeReport note(ContenderNote note) {
    contenders.put(note.name(), note);
    return this;
  }

  /** Adds the row of the base. */
  public MadeReport baseRow(int size, double rate) {
    return row(base, size, tenth(rate), new Interval(1, 1, 1), null);
  }

  /** Adds a row with a ratio that was estimated from several pairs. */
  public MadeReport row(String contender, int size, double rate, Interval ratio) {
    return row(contender, size, tenth(rate), ratio, Verdict.of(ratio));
  }

  /** Adds a row of a single pair. */
  public MadeReport single(String contender, int size, double rate, double ratio) {
    Interval unbounded = new Interval(0, ratio, Double.POSITIVE_INFINITY);
    return row(
        contender,
        size,
        new Interval(0, rate, Double.POSITIVE_INFINITY),
        unbounded,
        Verdict.of(unbounded));
  }

  /** Adds a row for which the base has not run. */
  public MadeReport withoutBase(String contender, int size, double rate) {
    describe(contender);
    rows.add(
        new Row(contender, size, 3, 30, 2, tenth(rate), tenth(0.15), 160, 0.01, null, null, null));
    return this;
  }

  private MadeReport row(
      String contender, int size, Interval rate, Interval ratio, Verdict verdict) {
    describe(contender);
    rows.add(
        new Row(contender, size, 3, 30, 2, rate, tenth(0.15), 160, 0.01, base, ratio, verdict));
    return this;
  }

  /** Adds a pair of JVMs with some windows that count and some that do not. */
  public MadeReport windows(String contender, int size, int clean, int dropped) {
    describe(contender);
    List<Window> windows = new ArrayList<>();
    for (int round = 1; round <= clean + dropped; round++) {
      windows.add(new Window(round, 100_000_000, 1_000, 150, 0.01, round <= clean));
    }
    instances.add(new Instance(contender, size, 1, windows, 160, 9_000));
    return this;
  }

  /** Adds a failure. */
  public MadeReport failure(String contender, int size, String message) {
    failures.add(new Failure(contender, size, 1, message));
    return this;
  }

  /** Returns the report. */
  public ThroughputReport build() {
    return new ThroughputReport(
        ThroughputReport.KIND,
        SURROUNDINGS,
        parameters,
        List.copyOf(contenders.values()),
        rows,
        instances,
        failures);
  }

  private void describe(String contender) {
    contenders.putIfAbsent(
        contender, new ContenderNote(contender, contender + " does it", "", "", false));
  }

  private static Interval tenth(double middle) {
    return new Interval(middle * 0.9, middle, middle * 1.1);
  }
}
