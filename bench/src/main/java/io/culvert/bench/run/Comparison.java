package io.culvert.bench.run;

import io.culvert.bench.BenchException;
import io.culvert.bench.contender.Entry;
import io.culvert.bench.report.ComparisonReport;
import io.culvert.bench.report.Failure;
import io.culvert.bench.report.Figure;
import io.culvert.bench.report.Summary;
import io.culvert.bench.report.Surroundings;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Runs the contenders in turn. */
public final class Comparison {

  private final List<Entry> entries;
  private final String base;
  private final List<Trial> trials;
  private final List<Figure> figures = new ArrayList<>();
  private final List<Failure> failures = new ArrayList<>();

  /**
   * A comparison.
   *
   * @param entries the contenders
   * @param base the name of the one that all others are compared with
   * @param sizes bytes of a payload
   * @param rounds how often each has its turn
   * @param timing of each trial
   */
  public Comparison(
      List<Entry> entries, String base, List<Integer> sizes, int rounds, Timing timing) {
    this.entries = entries;
    this.base = base;
    this.trials = Plan.of(entries, sizes, rounds, timing);
  }

  /**
   * Runs it. A trial that fails is noted; the others go on.
   *
   * @param parameters go into the report
   * @param starter is told how far it has come
   * @return what was measured
   */
  public ComparisonReport run(Map<String, Object> parameters, Steps.Starter starter) {
    Surroundings surroundings = Surroundings.here(CommandLine.JVM_FLAGS);
    try (Steps steps = starter.start(trials.size())) {
      for (Trial trial : trials) {
        steps.begin(trial.entry().name() + ", " + trial.size() + " bytes, round " + trial.round());
        run(trial);
        steps.end();
      }
    }
    return new ComparisonReport(
        ComparisonReport.KIND,
        surroundings,
        parameters,
        descriptions(),
        base,
        figures,
        Summary.of(figures, base),
        failures);
  }

  private void run(Trial trial) {
    try {
      figures.add(trial.run());
    } catch (BenchException e) {
      failures.add(new Failure(trial.entry().name(), trial.size(), trial.round(), e.getMessage()));
    }
  }

  private Map<String, String> descriptions() {
    Map<String, String> descriptions = new LinkedHashMap<>();
    entries.forEach(entry -> descriptions.put(entry.name(), entry.does()));
    return descriptions;
  }
}
