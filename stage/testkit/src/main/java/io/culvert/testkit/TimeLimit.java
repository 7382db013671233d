package io.culvert.testkit;

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
record TimeLimit(Duration limit) {

  private static final long POLL_NANOS = TimeUnit.MILLISECONDS.toNanos(2);

  /**
   * Waits until a condition holds.
   *
   * @param condition the condition
   * @param otherwise describes the failure
   * @throws AssertionError with that description if the condition does not hold in time
   */
  public void until(BooleanSupplier condition, Supplier<String> otherwise) {
    if (!isMet(condition)) {
      throw new AssertionError(otherwise.get() + ", waited=" + limit);
    }
  }

  /**
   * Waits until a condition holds.
   *
   * @param condition the condition
   * @param otherwise describes the failure
   * @param remedy what the reader of the failure can do
   * @throws AssertionError with description and remedy if the condition does not hold in time
   */
  public void until(BooleanSupplier condition, Supplier<String> otherwise, String remedy) {
    if (!isMet(condition)) {
      throw new AssertionError(otherwise.get() + ", waited=" + limit + "; " + remedy);
    }
  }

  private boolean isMet(BooleanSupplier condition) {
    long begin = System.nanoTime();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() - begin > limit.toNanos()) {
        return false;
      }
      LockSupport.parkNanos(POLL_NANOS);
    }
    return true;
  }
}
