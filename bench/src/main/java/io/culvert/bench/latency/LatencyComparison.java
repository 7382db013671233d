package io.culvert.bench.latency;

import io.culvert.bench.BenchException;
import io.culvert.bench.contender.Entry;
import io.culvert.bench.jvm.WorkerCommand;
import io.culvert.bench.report.Failure;
import io.culvert.bench.report.LatencyFigure;
import io.culvert.bench.report.LatencyReport;
import io.culvert.bench.report.Steps;
import io.culvert.bench.report.Surroundings;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Runs the round trips of contenders in turn. */
public final class LatencyComparison {

  private final List<LatencyTrial> trials;
  private final List<LatencyFigure> figures = new ArrayList<>();
  private final List<Failure> failures = new ArrayList<>();

  /**
   * A comparison.
   *
   * @param trials in their order
   */
  public LatencyComparison(List<LatencyTrial> trials) {
    this.trials = trials;
  }

  /**
   * Runs it. A trial that fails is noted; the others go on.
   *
   * @param parameters go into the report
   * @param starter is told how far it has come
   * @return what was measured
   */
  public LatencyReport run(Map<String, Object> parameters, Steps.Starter starter) {
    Surroundings surroundings = Surroundings.here(WorkerCommand.COMMON_FLAGS);
    try (Steps steps = starter.start(trials.size())) {
      for (LatencyTrial trial : trials) {
        steps.begin(trial.entry().name() + ", round " + trial.round());
        run(trial);
        steps.end();
      }
    }
    return new LatencyReport(
        LatencyReport.KIND, surroundings, parameters, descriptions(), figures, failures);
  }

  private void run(LatencyTrial trial) {
    try {
      figures.add(trial.run());
    } catch (BenchException e) {
      failures.add(new Failure(trial.entry().name(), trial.size(), trial.round(), e.getMessage()));
    }
  }

  private Map<String, String> descriptions() {
    Map<String, String> descriptions = new LinkedHashMap<>();
    for (LatencyTrial trial : trials) {
      Entry entry = trial.entry();
      descriptions.put(entry.name(), entry.does());
    }
    return descriptions;
  }
}
