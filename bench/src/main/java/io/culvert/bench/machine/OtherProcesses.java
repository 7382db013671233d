package io.culvert.bench.machine;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/**
 * Measures the processor time of other processes and of the hypervisor. Threads of the kernel do
 * not count, because they work for the contenders, too. On a system that does not tell such times,
 * nothing is measured.
 */
public final class OtherProcesses {

  private static final Path PROC = Path.of("/proc");
  private static final long NANOS_PER_TICK = TimeUnit.SECONDS.toNanos(1) / 100;
  private static final int STEAL = 8;
  private static final int NAMED = 3;

  private final Set<Long> ours = ConcurrentHashMap.newKeySet();
  private final Map<Long, Boolean> kernelThreads = new HashMap<>();

  /**
   * The processor time used up to a moment.
   *
   * @param nanoTime the moment, of {@link System#nanoTime()}
   * @param cpuNanos of each process that is not ours, by its id
   * @param stealNanos of the hypervisor
   */
  public record Snapshot(long nanoTime, Map<Long, Long> cpuNanos, long stealNanos) {}

  /** Creates an instance that does not count this process. */
  public OtherProcesses() {
    ours.add(ProcessHandle.current().pid());
  }

  /** Returns whether this system tells what other processes use within a window. */
  public static boolean areVisible() {
    return ProcessClock.isExact();
  }

  /** Makes a process one of ours. */
  public void exclude(long pid) {
    ours.add(pid);
  }

  /** Returns what all other processes have used so far. */
  public Snapshot snapshot() {
    Map<Long, Long> cpuNanos = new HashMap<>();
    if (areVisible()) {
      try (DirectoryStream<Path> processes = Files.newDirectoryStream(PROC, "[0-9]*")) {
        for (Path process : processes) {
          long pid = Long.parseLong(process.getFileName().toString());
          if (!ours.contains(pid) && !isKernelThread(pid)) {
            cpuNanos.put(pid, ProcessClock.nanos(pid));
          }
        }
      } catch (IOException e) {
        throw new UncheckedIOException("cannot list processes: directory=" + PROC, e);
      }
    }
    return new Snapshot(System.nanoTime(), cpuNanos, stealNanos());
  }

  /** A process without a command line is a thread of the kernel, or a zombie. */
  private boolean isKernelThread(long pid) {
    return kernelThreads.computeIfAbsent(
        pid,
        id -> {
          try {
            return Files.readAllBytes(PROC.resolve(id + "/cmdline")).length == 0;
          } catch (IOException e) {
            return false; // it has ended, and its time reads as 0
          }
        });
  }

  private static long stealNanos() {
    try {
      String[] fields = Files.readAllLines(PROC.resolve("stat")).get(0).split("\\s+");
      return fields.length > STEAL ? Long.parseLong(fields[STEAL]) * NANOS_PER_TICK : 0;
    } catch (IOException e) {
      return 0; // not Linux
    }
  }

  /** Returns how many cores the others and the hypervisor used between two moments, on average. */
  public static double cores(Snapshot from, Snapshot to) {
    long nanos = to.stealNanos() - from.stealNanos();
    for (Map.Entry<Long, Long> process : to.cpuNanos().entrySet()) {
      nanos += used(process, from);
    }
    return (double) nanos / (to.nanoTime() - from.nanoTime());
  }

  private static long used(Map.Entry<Long, Long> process, Snapshot from) {
    return Math.max(0, process.getValue() - from.cpuNanos().getOrDefault(process.getKey(), 0L));
  }

  /** Returns command and process id of the busiest others between two moments, at most three. */
  public static List<String> busiest(Snapshot from, Snapshot to) {
    return to.cpuNanos().entrySet().stream()
        .filter(process -> used(process, from) > 0)
        .sorted(Comparator.comparing(process -> -used(process, from)))
        .limit(NAMED)
        .map(process -> command(process.getKey()))
        .toList();
  }

  private static String command(long pid) {
    String command =
        ProcessHandle.of(pid).flatMap(process -> process.info().command()).orElse("process");
    return Path.of(command).getFileName() + " (pid " + pid + ")";
  }
}
