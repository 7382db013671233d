package io.culvert.bench.cost;

import io.culvert.bench.contender.ClassPath;
import io.culvert.bench.jvm.Worker;
import io.culvert.bench.jvm.WorkerCommand;
import io.culvert.bench.machine.CpuUse;
import io.culvert.bench.machine.Neighbours;
import io.culvert.bench.work.Counters;
import io.culvert.bench.work.Pauses;
import io.culvert.bench.work.Timing;
import io.culvert.bench.work.Workplace;
import java.util.List;
import java.util.Optional;

/** Many edges between the same two JVMs. */
final class EdgesTrial {

  private static final double MILLION = 1e6;

  private final int edges;
  private final int size;
  private final Timing timing;

  EdgesTrial(int edges, int size, Timing timing) {
    this.edges = edges;
    this.size = size;
    this.timing = timing;
  }

  /**
   * What was measured.
   *
   * @param attachMillis from the first edge's beginning until a payload has come through each
   * @param cpuCores of both JVMs
   * @param perSecond payloads through all edges together
   * @param cpuSecondsPerMillion of both JVMs, for a million payloads; not a number without payloads
   * @param heapBytesPerEdge live, on both heaps, beyond what was there before; only when idle
   * @param coresOfOthers how many cores other processes have had meanwhile
   */
  record Result(
      double attachMillis,
      double cpuCores,
      double perSecond,
      double cpuSecondsPerMillion,
      double heapBytesPerEdge,
      double coresOfOthers) {}

  Result idle() {
    return run(EdgesJob.Load.IDLE, 0);
  }

  Result busy() {
    return run(EdgesJob.Load.BUSY, 0);
  }

  /**
   * Measures bursts.
   *
   * @param burst how many payloads come at once
   */
  Result bursts(int burst) {
    return run(EdgesJob.Load.BURSTS, burst);
  }

  private Result run(EdgesJob.Load load, int burst) {
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
      Neighbours neighbours = new Neighbours();
      pids.forEach(neighbours::exclude);
      reader.await(Worker.READY);
      writer.await(Worker.READY);
      long heap = heap(reader) + heap(writer);
      long begin = System.nanoTime(); // one clock for all processes of a host
      reader.tell(Worker.START, "");
      writer.tell(Worker.START, "");
      long attached = Long.parseLong(reader.await(EdgesJob.ATTACHED));
      Pauses.sleep(timing.warmUp());
      CpuUse first = CpuUse.of(pids, neighbours);
      long firstCount = counters.sum();
      Pauses.sleep(timing.window());
      long count = counters.sum() - firstCount;
      CpuUse last = CpuUse.of(pids, neighbours);
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
