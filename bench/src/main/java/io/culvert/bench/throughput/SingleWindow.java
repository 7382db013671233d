package io.culvert.bench.throughput;

import io.culvert.bench.BenchException;
import io.culvert.bench.contender.Entry;
import io.culvert.bench.machine.Neighbours;
import io.culvert.bench.report.Window;
import io.culvert.bench.work.Timing;

/** Measures one window of a contender in fresh JVMs. */
public final class SingleWindow {

  private SingleWindow() {}

  /**
   * Measures a contender.
   *
   * @param entry the contender
   * @param size bytes of a payload
   * @param timing how long
   * @return the window; it counts, whatever others have had of it
   * @throws BenchException if a JVM fails, or a payload is lost or not whole
   */
  public static Window of(Entry entry, int size, Timing timing) {
    Subject subject = Subject.ofThisBuild(entry, entry.name());
    Neighbours neighbours = new Neighbours();
    try (Pair pair = Pair.start(subject, size, 1, timing.capacity())) {
      pair.pids().forEach(neighbours::exclude);
      pair.warmUp(entry.warmUp(timing.warmUp()));
      Window window = new Stopwatch(neighbours, timing.window()).ofRunning(pair, 1);
      pair.finish();
      return window;
    }
  }
}
