package io.culvert.testing;

import io.culvert.testkit.TimeLimit;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** Waits for a condition, and describes the failure if it is never met. */
public final class Await {

  /**
   * The time limit for anything that should happen at once, long enough for a busy machine. The
   * system property {@code culvert.test.patience-seconds} changes it.
   */
  public static final Duration PATIENCE =
      Duration.ofSeconds(Integer.getInteger("culvert.test.patience-seconds", 60));

  private static final long POLL_NANOS = TimeUnit.MILLISECONDS.toNanos(2);

  private Await() {}

  /** Polls until the condition holds; fails with the description after {@link #PATIENCE}. */
  public static void until(BooleanSupplier condition, Supplier<String> otherwise) {
    new TimeLimit(PATIENCE).until(condition, otherwise);
  }

  /** Repeats the assertion until it holds; fails with its last error after {@link #PATIENCE}. */
  public static void asserted(Runnable assertion) {
    long begin = System.nanoTime();
    while (true) {
      try {
        assertion.run();
        return;
      } catch (AssertionError e) {
        if (System.nanoTime() - begin > PATIENCE.toNanos()) {
          throw e;
        }
      }
      LockSupport.parkNanos(POLL_NANOS);
    }
  }
}
