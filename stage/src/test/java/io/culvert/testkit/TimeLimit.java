package io.culvert.testkit;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * INTERNAL API. How long something may take that a test waits for.
 *
 * @param limit a duration
 */
public record TimeLimit(Duration limit) {

  private static final long LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(2);

  /**
   * Looks until the condition holds.
   *
   * @param condition the condition
   * @param otherwise describes what is wrong while it does not hold
   * @throws AssertionError with that description when the time is over
   */
  public void until(BooleanSupplier condition, Supplier<String> otherwise) {
    long begin = System.nanoTime();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() - begin > limit.toNanos()) {
        throw new AssertionError(otherwise.get() + ", waited=" + limit);
      }
      LockSupport.parkNanos(LOOK_NANOS);
    }
  }
}
