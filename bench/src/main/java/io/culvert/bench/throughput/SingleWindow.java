package io.culvert.bench.throughput;

import io.culvert.bench.BenchException;
import io.culvert.bench.contender.Entry;
import io.culvert.bench.machine.OtherProcesses;
import io.culvert.bench.report.Window;
import io.culvert.bench.work.Timing;

/** Measures one window of a contender in fresh JVMs. */
public final class SingleWindow {

  private SingleWindow() {}

  /**
   * Measures a contender. The window counts, whatever other processes use meanwhile.
   *
   * @param size bytes of a payload
   * @throws BenchException if a JVM fails, or a payload is lost or damaged
   */
  public static Window of(Entry entry, int size, Timing timing) {
    Subject subject = Subject.ofThisBuild(entry, entry.name());
    OtherProcesses others = new OtherProcesses();
    try (Pair pair = new Pair(subject, size, 1, timing.capacity())) {
      pair.pids().forEach(others::exclude);
      pair.warmUp(entry.warmUpOfAtLeast(timing.warmUp()));
      Window window = new Stopwatch(others, timing.window()).ofRunning(pair, 1);
      pair.finish();
      return window;
    }
  }
}
