package io.culvert.bench.throughput;

import io.culvert.bench.machine.Freezer;
import io.culvert.bench.machine.Neighbours;
import io.culvert.bench.report.Window;
import io.culvert.bench.work.Pauses;
import java.time.Duration;

/**
 * Measures one window of a pair. All reading of {@code /proc} is done outside of the window, of
 * frozen JVMs where they can be frozen, so that it costs the pair nothing.
 */
final class Stopwatch {

  /** This thread may be put aside between clock and counter; then it reads both again. */
  private static final long MAX_GAP_NANOS = 20_000;

  private static final int READINGS = 100;

  private final Neighbours neighbours;
  private final Duration window;

  Stopwatch(Neighbours neighbours, Duration window) {
    this.neighbours = neighbours;
    this.window = window;
  }

  /** The count at a moment. */
  private record Reading(long nanos, long count) {}

  /** Thaws a frozen pair for a window and freezes it again. */
  Window ofFrozen(Pair pair, int round, Freezer freezer) {
    Usage before = Usage.of(pair, neighbours);
    freezer.thaw(pair.pids());
    Pauses.sleep(Method.SETTLING);
    Reading begin = read(pair);
    Pauses.sleep(window);
    Reading end = read(pair);
    freezer.freeze(pair.pids());
    return window(round, begin, end, before, Usage.of(pair, neighbours));
  }

  /** Measures a pair that runs on, before and after its window, too. */
  Window ofRunning(Pair pair, int round) {
    Usage before = Usage.of(pair, neighbours);
    Reading begin = read(pair);
    Pauses.sleep(window);
    Reading end = read(pair);
    return window(round, begin, end, before, Usage.of(pair, neighbours));
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
    double others = Neighbours.cores(before.others(), after.others());
    return new Window(
        round,
        end.nanos() - begin.nanos(),
        end.count() - begin.count(),
        (double) (after.cpuNanos() - before.cpuNanos())
            / Math.max(1, after.count() - before.count()),
        others,
        others <= Method.MOST_OF_OTHERS);
  }

  /** What the pair and its neighbours have used at a moment. */
  private record Usage(long cpuNanos, long count, Neighbours.Sight others) {

    static Usage of(Pair pair, Neighbours neighbours) {
      return new Usage(pair.cpuNanos(), pair.count(), neighbours.see());
    }
  }
}
