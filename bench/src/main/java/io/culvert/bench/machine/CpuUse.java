package io.culvert.bench.machine;

import java.util.List;

/**
 * The processor time that some processes, and all others, have used up to a moment.
 *
 * @param cpuNanos of the processes
 * @param others of all others, and the moment
 */
public record CpuUse(long cpuNanos, OtherProcesses.Snapshot others) {

  /** Returns the use so far of processes that are none of the others. */
  public static CpuUse of(List<Long> pids, OtherProcesses others) {
    return new CpuUse(ProcessClock.cpuNanos(pids), others.snapshot());
  }

  /** Returns how many cores the processes used until a later moment, on average. */
  public double coresUntil(CpuUse later) {
    return (double) (later.cpuNanos - cpuNanos) / (later.others.nanoTime() - others.nanoTime());
  }

  /** Returns how many cores the others used until a later moment, on average. */
  public double coresOfOthersUntil(CpuUse later) {
    return OtherProcesses.cores(others, later.others);
  }
}
