package io.culvert.bench.machine;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** Tells how many JVMs may live at the same time. */
public final class Memory {

  private static final Path MEMORY_INFO = Path.of("/proc/meminfo");

  /** The rest is for the files of rings and queues, and for other processes. */
  private static final double SHARE = 0.6;

  private static final long BYTES_PER_KIB = 1_024;

  private Memory() {}

  /** Returns how many JVMs of this size this machine has memory for now: at least 1. */
  public static int jvms(long bytesPerJvm) {
    return (int) Math.max(1, SHARE * available() / bytesPerJvm);
  }

  private static long available() {
    try (Stream<String> lines = Files.lines(MEMORY_INFO)) {
      return lines
          .filter(line -> line.startsWith("MemAvailable:"))
          .map(line -> Long.parseLong(line.replaceAll("\\D", "")) * BYTES_PER_KIB)
          .findFirst()
          .orElseGet(Memory::free);
    } catch (IOException e) {
      return free(); // not Linux
    }
  }

  private static long free() {
    return ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
        .getFreeMemorySize();
  }
}
