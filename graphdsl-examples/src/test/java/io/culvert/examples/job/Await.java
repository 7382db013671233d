package io.culvert.examples.job;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** Waits for a condition; fails if it does not become true in time. */
public final class Await {

  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final long POLL_NANOS = TimeUnit.MILLISECONDS.toNanos(2);

  private Await() {}

  public static void until(String what, BooleanSupplier condition) {
    present(what, () -> condition.getAsBoolean() ? Optional.of(true) : Optional.empty());
  }

  public static <T> T present(String what, Supplier<Optional<T>> poll) {
    long begin = System.nanoTime();
    Optional<T> found = poll.get();
    while (found.isEmpty()) {
      if (System.nanoTime() - begin > PATIENCE.toNanos()) {
        throw new AssertionError("timed out: waited until " + what);
      }
      LockSupport.parkNanos(POLL_NANOS);
      found = poll.get();
    }
    return found.get();
  }
}
