package io.culvert.bench.throughput;

import io.culvert.bench.BenchException;
import io.culvert.bench.jvm.WorkerCommand;
import io.culvert.bench.machine.Memory;
import io.culvert.bench.machine.Neighbours;
import io.culvert.bench.report.ContenderNote;
import io.culvert.bench.report.Failure;
import io.culvert.bench.report.Instance;
import io.culvert.bench.report.Row;
import io.culvert.bench.report.Steps;
import io.culvert.bench.report.Surroundings;
import io.culvert.bench.report.ThroughputReport;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/** Compares the throughput of subjects. */
public final class Comparison {

  private final List<Subject> subjects;
  private final Method method;
  private final Plan plan;
  private final Neighbours neighbours = new Neighbours();
  private final List<Instance> instances = new ArrayList<>();
  private final List<Failure> failures = new ArrayList<>();

  /**
   * Plans a comparison.
   *
   * @param subjects in their order
   * @param sizes bytes of a payload
   * @param method how to measure
   */
  public Comparison(List<Subject> subjects, List<Integer> sizes, Method method) {
    this.subjects = subjects;
    this.method = method;
    this.plan = Plan.of(subjects, sizes, method, Memory.jvms(WorkerCommand.BYTES_PER_JVM));
  }

  /**
   * Runs the comparison. It notes a pair that fails and goes on with the others.
   *
   * @param parameters go into the report
   * @param starter is told how far it has come
   * @return what was measured
   */
  public ThroughputReport run(Map<String, Object> parameters, Steps.Starter starter) {
    Surroundings surroundings = Surroundings.here(WorkerCommand.COMMON_FLAGS);
    try (Steps steps = starter.start(plan.pairs())) {
      for (Plan.Block block : plan.blocks()) {
        Turns turns = new Turns(method, neighbours, steps, this::addFailure);
        instances.addAll(turns.inTurn(block));
        instances.addAll(turns.alone(block));
      }
    }
    return new ThroughputReport(
        ThroughputReport.KIND,
        surroundings,
        parameters,
        subjects.stream().map(this::note).toList(),
        sorted(Rows.of(instances, Bases.of(subjects))),
        instances,
        failures);
  }

  private void addFailure(Pair pair, BenchException failure) {
    failures.add(
        new Failure(pair.subject().name(), pair.size(), pair.number(), failure.getMessage()));
  }

  /** By size, and within a size as the subjects are. */
  private List<Row> sorted(List<Row> rows) {
    List<String> names = subjects.stream().map(Subject::name).toList();
    return rows.stream()
        .sorted(
            Comparator.comparing(Row::size).thenComparing(row -> names.indexOf(row.contender())))
        .toList();
  }

  private ContenderNote note(Subject subject) {
    return new ContenderNote(
        subject.name(),
        subject.entry().does(),
        subject.entry().lacks(),
        subject.entry().tuning(),
        !method.takesTurns(subject));
  }
}
