package io.culvert.bench.machine;

import java.io.IOException;
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
 * Watches what other processes and the hypervisor take from the machine. Threads of the kernel do
 * not count: they work for the contenders, too. Where the system does not tell, nothing is seen.
 */
public final class Neighbours {

  private static final Path PROC = Path.of("/proc");
  private static final long NANOS_PER_TICK = TimeUnit.SECONDS.toNanos(1) / 100;
  private static final int STEAL = 8;

  private final Set<Long> ours = ConcurrentHashMap.newKeySet();
  private final Map<Long, Boolean> kernelThreads = new HashMap<>();

  /**
   * What was seen at a moment.
   *
   * @param nanoTime the moment, of {@link System#nanoTime()}
   * @param cpuNanos of each process that is not ours, by its id
   * @param stealNanos what the hypervisor has taken
   */
  public record Sight(long nanoTime, Map<Long, Long> cpuNanos, long stealNanos) {}

  /** Creates a watch to which the own process is no neighbour. */
  public Neighbours() {
    ours.add(ProcessHandle.current().pid());
  }

  /**
   * Returns whether this system tells what neighbours take within a window.
   *
   * @return false if nothing will be seen
   */
  public static boolean areVisible() {
    return ProcessClock.areExact();
  }

  /**
   * Makes a process one of ours.
   *
   * @param pid its id
   */
  public void exclude(long pid) {
    ours.add(pid);
  }

  /**
   * Looks around.
   *
   * @return what all neighbours have used so far
   */
  public Sight see() {
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
        throw new java.io.UncheckedIOException("cannot list processes: directory=" + PROC, e);
      }
    }
    return new Sight(System.nanoTime(), cpuNanos, stealNanos());
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

  /**
   * Returns how many cores the neighbours and the hypervisor have had between two moments.
   *
   * @param from the earlier one
   * @param to the later one
   * @return cores, on average
   */
  public static double cores(Sight from, Sight to) {
    long nanos = to.stealNanos() - from.stealNanos();
    for (Map.Entry<Long, Long> process : to.cpuNanos().entrySet()) {
      nanos += used(process, from);
    }
    return (double) nanos / (to.nanoTime() - from.nanoTime());
  }

  private static long used(Map.Entry<Long, Long> process, Sight from) {
    return Math.max(0, process.getValue() - from.cpuNanos().getOrDefault(process.getKey(), 0L));
  }

  /**
   * Names the neighbours that have had most between two moments.
   *
   * @param from the earlier one
   * @param to the later one
   * @return command and process id of at most three of them, the busiest first
   */
  public static List<String> busiest(Sight from, Sight to) {
    return to.cpuNanos().entrySet().stream()
        .filter(process -> used(process, from) > 0)
        .sorted(Comparator.comparing(process -> -used(process, from)))
        .limit(3)
        .map(process -> command(process.getKey()))
        .toList();
  }

  private static String command(long pid) {
    String command =
        ProcessHandle.of(pid).flatMap(process -> process.info().command()).orElse("process");
    return Path.of(command).getFileName() + " (pid " + pid + ")";
  }
}
