package io.culvert.bench.machine;

import java.util.List;

/**
 * What some processes and their neighbours have used up to a moment.
 *
 * @param cpuNanos of the processes
 * @param others of their neighbours, and the moment
 */
public record CpuUse(long cpuNanos, Neighbours.Sight others) {

  /**
   * Returns what was used so far.
   *
   * @param pids the processes
   * @param neighbours to which the processes do not belong
   * @return the use
   */
  public static CpuUse of(List<Long> pids, Neighbours neighbours) {
    return new CpuUse(ProcessClock.cpuNanos(pids), neighbours.see());
  }

  /**
   * Returns how many cores the processes have had until a later moment.
   *
   * @param later the later moment
   * @return cores, on average
   */
  public double coresUntil(CpuUse later) {
    return (double) (later.cpuNanos - cpuNanos) / (later.others.nanoTime() - others.nanoTime());
  }

  /**
   * Returns how many cores the neighbours have had until a later moment.
   *
   * @param later the later moment
   * @return cores, on average
   */
  public double coresOfOthersUntil(CpuUse later) {
    return Neighbours.cores(others, later.others);
  }
}
