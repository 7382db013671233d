package io.culvert.bench.run;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.util.function.LongSupplier;

/** Takes snapshots of this JVM. */
public final class Meter {

  /** Between the clock and the counter this thread may be put aside; then it looks again. */
  private static final long MAX_GAP_NANOS = 20_000;

  private static final int LOOKS = 100;

  private final OperatingSystemMXBean process =
      (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
  private final Allocation allocation = new Allocation();
  private final LongSupplier counter;

  /**
   * A meter.
   *
   * @param counter tells how many payloads have arrived
   */
  public Meter(LongSupplier counter) {
    this.counter = counter;
    take(); // loads what it needs, so that the first one that counts costs no more than the others
  }

  /**
   * Looks at this JVM.
   *
   * @return what it has done so far
   */
  public Snapshot take() {
    long cpuNanos = process.getProcessCpuTime();
    long machineCpuNanos = MachineCpu.nanos();
    long allocated = allocation.bytes();
    long nanos = 0;
    long count = 0;
    long gap = Long.MAX_VALUE;
    for (int look = 0; look < LOOKS && gap > MAX_GAP_NANOS; look++) {
      nanos = System.nanoTime();
      count = counter.getAsLong();
      gap = System.nanoTime() - nanos;
    }
    return new Snapshot(nanos, count, cpuNanos, allocated, machineCpuNanos);
  }
}
