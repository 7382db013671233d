package io.culvert.bench.cost;

import io.culvert.bench.contender.ClassPath;
import io.culvert.bench.jvm.Worker;
import io.culvert.bench.jvm.WorkerCommand;
import io.culvert.bench.machine.CpuUse;
import io.culvert.bench.machine.OtherProcesses;
import io.culvert.bench.work.Counters;
import io.culvert.bench.work.Pauses;
import io.culvert.bench.work.Timing;
import io.culvert.bench.work.Workplace;
import java.util.List;
import java.util.Optional;

/**
 * Measures many edges between the same two JVMs.
 *
 * @param edges how many
 * @param size bytes of a payload
 * @param timing of each measurement
 */
record EdgesTrial(int edges, int size, Timing timing) {

  private static final double MILLION = 1e6;

  /**
   * The figures of a trial.
   *
   * @param attachMillis from the start of the first edge until each edge has carried a payload
   * @param cpuCores of both JVMs
   * @param perSecond payloads that all edges together carried
   * @param cpuSecondsPerMillion of both JVMs, for a million payloads; not a number without payloads
   * @param heapBytesPerEdge live on both heaps, in addition to what was there before; only for idle
   *     edges
   * @param coresOfOthers cores that other processes used meanwhile
   */
  record Result(
      double attachMillis,
      double cpuCores,
      double perSecond,
      double cpuSecondsPerMillion,
      double heapBytesPerEdge,
      double coresOfOthers) {}

  /** Measures edges under a load, which may have bursts of some payloads. */
  Result run(EdgesJob.Load load, int burst) {
    try (Workplace workplace = Workplace.create()) {
      return run(new EdgesJob(workplace.directory(), edges, size, timing.capacity(), load, burst));
    }
  }

  private Result run(EdgesJob job) {
    List<String> arguments = job.format();
    WorkerCommand command =
        new WorkerCommand(List.of(), Optional.empty(), ClassPath.COMMON, List.of());
    Counters counters = job.counters();
    try (Worker reader = Worker.start("edges (reader)", command, EdgesReaderDuty.class, arguments);
        Worker writer = Worker.start("edges (writer)", command, EdgesWriterDuty.class, arguments)) {
      List<Long> pids = List.of(reader.pid(), writer.pid());
      OtherProcesses others = new OtherProcesses();
      pids.forEach(others::exclude);
      reader.await(Worker.READY);
      writer.await(Worker.READY);
      long heap = heap(reader) + heap(writer);
      long begin = System.nanoTime(); // one clock for all processes of a host
      reader.tell(Worker.START, "");
      writer.tell(Worker.START, "");
      long attached = Long.parseLong(reader.await(EdgesJob.ATTACHED));
      Pauses.sleep(timing.warmUp());
      CpuUse first = CpuUse.of(pids, others);
      long firstCount = counters.sum();
      Pauses.sleep(timing.window());
      long count = counters.sum() - firstCount;
      CpuUse last = CpuUse.of(pids, others);
      double heapPerEdge =
          job.load() == EdgesJob.Load.IDLE
              ? (double) (heap(reader) + heap(writer) - heap) / edges
              : Double.NaN;
      double cores = first.coresUntil(last);
      double perSecond = count * 1e9 / (last.others().nanoTime() - first.others().nanoTime());
      return new Result(
          (attached - begin) / MILLION,
          cores,
          perSecond,
          perSecond == 0 ? Double.NaN : cores / perSecond * MILLION,
          heapPerEdge,
          first.coresOfOthersUntil(last));
    }
  }

  private static long heap(Worker jvm) {
    jvm.tell(EdgesJob.HEAP, "");
    return Long.parseLong(jvm.await(EdgesJob.HEAP));
  }
}
