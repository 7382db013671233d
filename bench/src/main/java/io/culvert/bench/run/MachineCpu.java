package io.culvert.bench.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/** Processor time of the whole machine. */
final class MachineCpu {

  private static final Path STAT = Path.of("/proc/stat");
  private static final long NANOS_PER_TICK = TimeUnit.SECONDS.toNanos(1) / 100;

  /** In the line "cpu": idle and waiting for input or output are not work; guests count as user. */
  private static final int IDLE = 4;

  private static final int IO_WAIT = 5;
  private static final int STEAL = 8;

  private MachineCpu() {}

  /** All cores together, since the machine was booted; 0 where the system does not tell. */
  static long nanos() {
    try {
      String[] fields = Files.readAllLines(STAT).get(0).split("\\s+");
      long ticks = 0;
      for (int i = 1; i <= STEAL && i < fields.length; i++) {
        ticks += i == IDLE || i == IO_WAIT ? 0 : Long.parseLong(fields[i]);
      }
      return ticks * NANOS_PER_TICK;
    } catch (IOException e) {
      return 0;
    }
  }
}
