package io.culvert.testing;

import io.culvert.testkit.TimeLimit;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** Waits for a condition, and says what was wrong when it does not come. */
public final class Await {

  /**
   * So long anything is waited for that should come at once: a minute, which the busiest machine
   * keeps, unless the property of this name says otherwise.
   */
  public static final Duration PATIENCE =
      Duration.ofSeconds(Integer.getInteger("culvert.test.patience-seconds", 60));

  private static final long LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(2);

  private Await() {}

  /** Looks until the condition holds; after {@link #PATIENCE} it fails with the description. */
  public static void until(BooleanSupplier condition, Supplier<String> otherwise) {
    new TimeLimit(PATIENCE).until(condition, otherwise);
  }

  /**
   * Repeats the assertion until it holds; after {@link #PATIENCE} it fails with what it has said
   * last.
   */
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
      LockSupport.parkNanos(LOOK_NANOS);
    }
  }
}
