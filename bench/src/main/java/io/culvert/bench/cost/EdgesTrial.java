package io.culvert.bench.cost;

import io.culvert.bench.contender.ClassPath;
import io.culvert.bench.run.ChildJvm;
import io.culvert.bench.run.Jvms;
import io.culvert.bench.run.Snapshot;
import io.culvert.bench.run.Timing;
import io.culvert.bench.run.Workplace;
import java.util.List;

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
    try (ChildJvm reader =
            ChildJvm.start("edges (reader)", ClassPath.COMMON, EdgesReaderDuty.class, arguments);
        ChildJvm writer =
            ChildJvm.start("edges (writer)", ClassPath.COMMON, EdgesWriterDuty.class, arguments)) {
      reader.await(Jvms.READY);
      writer.await(Jvms.READY);
      long heap = heap(reader) + heap(writer);
      long begin = System.nanoTime(); // one clock for all processes of a host
      reader.tell(Jvms.START, "");
      writer.tell(Jvms.START, "");
      long attached = Long.parseLong(reader.await(EdgesJob.ATTACHED));
      Jvms.sleep(timing.warmUp());
      Snapshot[] first = Jvms.snapshots(reader, writer);
      Jvms.sleep(timing.window());
      Snapshot[] last = Jvms.snapshots(reader, writer);
      double heapPerEdge =
          job.load() == EdgesJob.Load.IDLE
              ? (double) (heap(reader) + heap(writer) - heap) / edges
              : Double.NaN;
      return result(
          (attached - begin) / MILLION,
          last[0].minus(first[0]),
          last[1].minus(first[1]),
          heapPerEdge);
    }
  }

  private static Result result(
      double attachMillis, Snapshot reader, Snapshot writer, double heapPerEdge) {
    double cores = reader.cpuCores() + writer.cpuCores();
    double perSecond = reader.count() * 1e9 / reader.nanos();
    return new Result(
        attachMillis,
        cores,
        perSecond,
        perSecond == 0 ? Double.NaN : cores / perSecond * MILLION,
        heapPerEdge,
        Math.max(0, reader.machineCores() - cores));
  }

  private static long heap(ChildJvm jvm) {
    jvm.tell(EdgesJob.HEAP, "");
    return Long.parseLong(jvm.await(EdgesJob.HEAP));
  }
}
