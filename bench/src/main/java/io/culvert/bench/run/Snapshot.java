package io.culvert.bench.run;

/**
 * What a JVM has done up to a moment.
 *
 * @param nanos the moment, of {@link System#nanoTime()}
 * @param count payloads that have arrived in this JVM
 * @param cpuNanos processor time of the whole process, garbage collection and compilers included
 * @param allocatedBytes what its Java threads have allocated on the heap
 * @param machineCpuNanos processor time of the whole machine, time stolen by its host included; 0
 *     where the system does not tell
 */
public record Snapshot(
    long nanos, long count, long cpuNanos, long allocatedBytes, long machineCpuNanos) {

  /**
   * What was done since an earlier moment.
   *
   * @param earlier a snapshot of the same JVM
   * @return the differences
   */
  public Snapshot minus(Snapshot earlier) {
    return new Snapshot(
        nanos - earlier.nanos,
        count - earlier.count,
        cpuNanos - earlier.cpuNanos,
        allocatedBytes - earlier.allocatedBytes,
        machineCpuNanos - earlier.machineCpuNanos);
  }

  /**
   * Of a difference: how many cores this JVM has used, on average.
   *
   * @return a number of cores
   */
  public double cpuCores() {
    return (double) cpuNanos / nanos;
  }

  /**
   * Of a difference: how many cores the whole machine has used, on average.
   *
   * @return a number of cores
   */
  public double machineCores() {
    return (double) machineCpuNanos / nanos;
  }
}
