package io.culvert.examples.job;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** Waits for something to happen; fails when it does not, within two minutes. */
public final class Await {

  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final long LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(2);

  private Await() {}

  public static void until(String what, BooleanSupplier condition) {
    present(what, () -> condition.getAsBoolean() ? Optional.of(true) : Optional.empty());
  }

  public static <T> T present(String what, Supplier<Optional<T>> look) {
    long begin = System.nanoTime();
    Optional<T> found = look.get();
    while (found.isEmpty()) {
      if (System.nanoTime() - begin > PATIENCE.toNanos()) {
        throw new AssertionError("in vain: waited until " + what);
      }
      LockSupport.parkNanos(LOOK_NANOS);
      found = look.get();
    }
    return found.get();
  }
}
