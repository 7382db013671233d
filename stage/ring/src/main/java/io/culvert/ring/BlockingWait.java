package io.culvert.ring;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.agrona.concurrent.BackoffIdleStrategy;
import org.agrona.concurrent.IdleStrategy;

/**
 * Waits on the caller's thread, for a ring that is used without a stream: spins, then yields, then
 * parks for increasing times.
 */
final class BlockingWait {

  private static final long SPINS = 100;
  private static final long YIELDS = 10;
  private static final long MIN_NAP_NANOS = 1_000;
  private static final long MAX_NAP_NANOS = 1_000_000;

  private BlockingWait() {}

  /** Repeats an attempt until it succeeds or the timeout expires. Makes at least one attempt. */
  static boolean until(BooleanSupplier attempt, Duration timeout) throws InterruptedException {
    long begin = System.nanoTime();
    long nanos = TimeUnit.NANOSECONDS.convert(timeout); // saturates if the timeout is too long
    IdleStrategy idle = new BackoffIdleStrategy(SPINS, YIELDS, MIN_NAP_NANOS, MAX_NAP_NANOS);
    while (!attempt.getAsBoolean()) {
      if (Thread.interrupted()) {
        throw new InterruptedException();
      }
      if (System.nanoTime() - begin >= nanos) {
        return false;
      }
      idle.idle();
    }
    return true;
  }
}
