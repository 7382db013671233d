package io.culvert.bench.throughput;

import io.culvert.bench.machine.CpuUse;
import io.culvert.bench.machine.Freezer;
import io.culvert.bench.machine.OtherProcesses;
import io.culvert.bench.report.Window;
import io.culvert.bench.work.Pauses;
import java.time.Duration;

/**
 * Measures one window of a pair. It reads {@code /proc} outside of the window only, and while the
 * JVMs are frozen if they can be, so that this costs the pair nothing.
 *
 * @param others whose use decides whether a window counts
 * @param window its length
 */
record Stopwatch(OtherProcesses others, Duration window) {

  /** If this thread loses its core between clock and counter, it reads both again. */
  private static final long MAX_GAP_NANOS = 20_000;

  private static final int READINGS = 100;

  /** The count at a moment. */
  private record Reading(long nanos, long count) {}

  /** The processor time and the count at a moment. */
  private record Usage(CpuUse cpu, long count) {}

  /** Thaws a frozen pair for a window and freezes it again. */
  Window ofFrozen(Pair pair, int round, Freezer freezer) {
    Usage before = usage(pair);
    freezer.thaw(pair.pids());
    Pauses.sleep(Method.SETTLING);
    Reading begin = read(pair);
    Pauses.sleep(window);
    Reading end = read(pair);
    freezer.freeze(pair.pids());
    return window(round, begin, end, before, usage(pair));
  }

  /** Measures a pair that runs also before and after its window. */
  Window ofRunning(Pair pair, int round) {
    Usage before = usage(pair);
    Reading begin = read(pair);
    Pauses.sleep(window);
    Reading end = read(pair);
    return window(round, begin, end, before, usage(pair));
  }

  private Usage usage(Pair pair) {
    return new Usage(CpuUse.of(pair.pids(), others), pair.count());
  }

  private static Reading read(Pair pair) {
    Reading reading = new Reading(0, 0);
    long gap = Long.MAX_VALUE;
    for (int i = 0; i < READINGS && gap > MAX_GAP_NANOS; i++) {
      long nanos = System.nanoTime();
      reading = new Reading(nanos, pair.count());
      gap = System.nanoTime() - nanos;
    }
    return reading;
  }

  private static Window window(int round, Reading begin, Reading end, Usage before, Usage after) {
    double coresOfOthers = before.cpu().coresOfOthersUntil(after.cpu());
    return new Window(
        round,
        end.nanos() - begin.nanos(),
        end.count() - begin.count(),
        (double) (after.cpu().cpuNanos() - before.cpu().cpuNanos())
            / Math.max(1, after.count() - before.count()),
        coresOfOthers,
        coresOfOthers <= Method.MOST_OF_OTHERS);
  }
}
