package io.culvert.testkit;

import io.culvert.annotation.InternalApi;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * Limit for the time that a test waits.
 *
 * @param limit the longest time
 */
@InternalApi
public record TimeLimit(Duration limit) {

  private static final long POLL_NANOS = TimeUnit.MILLISECONDS.toNanos(2);

  /**
   * Waits until a condition holds.
   *
   * @param condition the condition
   * @param otherwise describes the failure
   * @throws AssertionError with that description if the condition does not hold in time
   */
  public void until(BooleanSupplier condition, Supplier<String> otherwise) {
    long begin = System.nanoTime();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() - begin > limit.toNanos()) {
        throw new AssertionError(otherwise.get() + ", waited=" + limit);
      }
      LockSupport.parkNanos(POLL_NANOS);
    }
  }
}
