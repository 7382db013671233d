package io.culvert.bench.throughput;

import io.culvert.bench.BenchException;
import io.culvert.bench.jvm.WorkerCommand;
import io.culvert.bench.machine.Memory;
import io.culvert.bench.machine.OtherProcesses;
import io.culvert.bench.report.ContenderNote;
import io.culvert.bench.report.Failure;
import io.culvert.bench.report.Instance;
import io.culvert.bench.report.Row;
import io.culvert.bench.report.Surroundings;
import io.culvert.bench.report.ThroughputReport;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Compares the throughput of subjects. */
public final class Comparison {

  private final List<Subject> subjects;
  private final Method method;
  private final Plan plan;
  private final OtherProcesses others = new OtherProcesses();
  private final List<Instance> instances = new ArrayList<>();
  private final List<Failure> failures = new ArrayList<>();

  /**
   * Plans a comparison.
   *
   * @param subjects in their order
   * @param sizes bytes of a payload
   */
  public Comparison(List<Subject> subjects, List<Integer> sizes, Method method) {
    this.subjects = subjects;
    this.method = method;
    this.plan = Plan.of(subjects, sizes, method, Memory.jvms(WorkerCommand.BYTES_PER_JVM));
  }

  /** Returns how many steps it has: one for each pair of JVMs. */
  public int steps() {
    return plan.pairs();
  }

  /**
   * Runs the comparison. If a pair fails, it notes that and continues with the others.
   *
   * @param parameters go into the report
   * @param onStep receives the name of each step when it begins
   */
  public ThroughputReport run(Map<String, Object> parameters, Consumer<String> onStep) {
    Surroundings surroundings = Surroundings.here(WorkerCommand.COMMON_FLAGS);
    for (Plan.Block block : plan.blocks()) {
      Turns turns = new Turns(method, others, onStep, this::addFailure);
      instances.addAll(turns.inTurn(block));
      instances.addAll(turns.alone(block));
    }
    return new ThroughputReport(
        ThroughputReport.KIND,
        surroundings,
        parameters,
        subjects.stream().map(this::note).toList(),
        sorted(Rows.of(instances, bases())),
        instances,
        failures);
  }

  private void addFailure(Pair pair, BenchException cause) {
    failures.add(
        new Failure(pair.subject().name(), pair.size(), pair.number(), cause.getMessage()));
  }

  /** Returns the name of the base by the name of the subject; subjects without one are missing. */
  private Map<String, String> bases() {
    List<String> names = names();
    Map<String, String> bases = new HashMap<>();
    subjects.stream()
        .filter(subject -> names.contains(subject.base()))
        .forEach(subject -> bases.put(subject.name(), subject.base()));
    return bases;
  }

  /** Sorts rows by size, and rows of a size in the order of the subjects. */
  private List<Row> sorted(List<Row> rows) {
    List<String> names = names();
    return rows.stream()
        .sorted(
            Comparator.comparing(Row::size).thenComparing(row -> names.indexOf(row.contender())))
        .toList();
  }

  private List<String> names() {
    return subjects.stream().map(Subject::name).toList();
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
