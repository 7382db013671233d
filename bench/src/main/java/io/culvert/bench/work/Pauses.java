package io.culvert.bench.work;

import io.culvert.bench.BenchException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** Pauses of the bench. */
public final class Pauses {

  private Pauses() {}

  /**
   * Sleeps.
   *
   * @throws BenchException if the thread is interrupted
   */
  public static void sleep(Duration duration) {
    try {
      TimeUnit.NANOSECONDS.sleep(duration.toNanos());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new BenchException("interrupted", e);
    }
  }
}
