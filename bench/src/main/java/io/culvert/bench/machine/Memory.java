package io.culvert.bench.machine;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;

/** Tells how many JVMs may live at the same time. */
public final class Memory {

  /** The rest is for the files of rings and queues, and for other processes. */
  private static final double SHARE = 0.6;

  private static final long BYTES_PER_KIB = 1_024;

  private Memory() {}

  /** Returns how many JVMs of this size this machine has memory for now: at least 1. */
  public static int jvms(long bytesPerJvm) {
    return (int) Math.max(1, SHARE * available() / bytesPerJvm);
  }

  private static long available() {
    return ProcFile.value("meminfo", "MemAvailable")
        .map(value -> Long.parseLong(value.replaceAll("\\D", "")) * BYTES_PER_KIB)
        .orElseGet(
            () ->
                ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
                    .getFreeMemorySize());
  }
}
