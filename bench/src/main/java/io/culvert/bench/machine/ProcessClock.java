package io.culvert.bench.machine;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * Reads the processor time of processes. Linux counts it for each thread in nanoseconds; the ticks
 * of {@code /proc/stat} are a tenth of a window, and too coarse. Elsewhere the JDK tells it, as
 * exactly as the system does.
 */
public final class ProcessClock {

  private static final Path PROC = Path.of("/proc");
  private static final boolean HAS_SCHEDSTAT = Files.isReadable(PROC.resolve("self/schedstat"));

  private ProcessClock() {}

  static boolean isExact() {
    return HAS_SCHEDSTAT;
  }

  /** Returns what processes have used so far, in nanoseconds. */
  public static long cpuNanos(List<Long> pids) {
    return pids.stream().mapToLong(ProcessClock::nanos).sum();
  }

  /** Returns what a process has used so far, in nanoseconds; 0 if it has ended. */
  static long nanos(long pid) {
    return HAS_SCHEDSTAT ? nanosOfThreads(pid) : nanosOfJdk(pid);
  }

  private static long nanosOfThreads(long pid) {
    long nanos = 0;
    try (DirectoryStream<Path> threads = Files.newDirectoryStream(PROC.resolve(pid + "/task"))) {
      for (Path thread : threads) {
        nanos += nanosOfThread(thread);
      }
    } catch (IOException e) {
      return nanos; // the process has ended meanwhile
    }
    return nanos;
  }

  private static long nanosOfThread(Path thread) {
    try {
      String text = Files.readString(thread.resolve("schedstat"));
      return Long.parseLong(text.substring(0, text.indexOf(' ')));
    } catch (IOException e) {
      return 0; // the thread has ended meanwhile
    }
  }

  private static long nanosOfJdk(long pid) {
    return ProcessHandle.of(pid)
        .flatMap(process -> process.info().totalCpuDuration())
        .map(Duration::toNanos)
        .orElse(0L);
  }
}
