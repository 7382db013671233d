package io.culvert.bench.latency;

import io.culvert.bench.BenchException;
import io.culvert.bench.contender.Entry;
import io.culvert.bench.jvm.WorkerCommand;
import io.culvert.bench.report.Failure;
import io.culvert.bench.report.LatencyFigure;
import io.culvert.bench.report.LatencyReport;
import io.culvert.bench.report.Surroundings;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Runs the round trips of contenders in turn. */
public final class LatencyComparison {

  private final List<LatencyTrial> trials;
  private final List<LatencyFigure> figures = new ArrayList<>();
  private final List<Failure> failures = new ArrayList<>();

  /** Creates a comparison of trials, in their order. */
  public LatencyComparison(List<LatencyTrial> trials) {
    this.trials = trials;
  }

  /**
   * Runs the comparison. If a trial fails, it notes that and continues with the others.
   *
   * @param parameters go into the report
   * @param onStep receives the name of each trial when it begins
   */
  public LatencyReport run(Map<String, Object> parameters, Consumer<String> onStep) {
    Surroundings surroundings = Surroundings.here(WorkerCommand.COMMON_FLAGS);
    Map<String, String> descriptions = new LinkedHashMap<>();
    for (LatencyTrial trial : trials) {
      Entry entry = trial.entry();
      descriptions.put(entry.name(), entry.does());
      onStep.accept(entry.name() + ", round " + trial.round());
      try {
        figures.add(trial.run());
      } catch (BenchException e) {
        failures.add(new Failure(entry.name(), trial.size(), trial.round(), e.getMessage()));
      }
    }
    return new LatencyReport(
        LatencyReport.KIND, surroundings, parameters, descriptions, figures, failures);
  }
}
