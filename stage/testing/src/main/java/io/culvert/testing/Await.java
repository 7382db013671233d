package io.culvert.testing;

import java.time.Duration;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
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
    until(PATIENCE, condition, otherwise);
  }

  /** Polls until the condition holds; fails with the description after this time. */
  public static void until(Duration limit, BooleanSupplier condition, Supplier<String> otherwise) {
    long begin = System.nanoTime();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() - begin > limit.toNanos()) {
        throw new AssertionError(otherwise.get() + ", waited=" + limit);
      }
      LockSupport.parkNanos(POLL_NANOS);
    }
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

  /** Waits until a future completes; returns its result. */
  public static <T> T result(CompletionStage<T> future) {
    try {
      return future.toCompletableFuture().get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    } catch (ExecutionException e) {
      throw new AssertionError("failed instead of completing", e.getCause());
    } catch (TimeoutException | InterruptedException e) {
      throw new AssertionError("did not complete", e);
    }
  }

  /** Waits until a future fails; returns its failure. */
  public static Throwable failure(CompletionStage<?> future) {
    try {
      Object result = future.toCompletableFuture().get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
      throw new AssertionError("completed instead of failing: result=" + result);
    } catch (ExecutionException e) {
      return e.getCause();
    } catch (TimeoutException | InterruptedException e) {
      throw new AssertionError("did not fail", e);
    }
  }
}
