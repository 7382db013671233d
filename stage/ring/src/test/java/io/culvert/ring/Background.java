package io.culvert.ring;

import static org.assertj.core.api.Assertions.assertThat;

import io.culvert.testing.Await;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** A second thread of a test. {@link #join} throws what the thread threw. */
public final class Background {

  /** A task that may throw. */
  public interface Task {
    void run() throws Exception;
  }

  private static final long TIMEOUT_SECONDS = Await.PATIENCE.toSeconds();

  private final CompletableFuture<Void> done = new CompletableFuture<>();
  private final Thread thread;

  private Background(Task task) {
    thread = new Thread(() -> complete(task), "test-background");
    thread.setDaemon(true);
    thread.start();
  }

  public static Background run(Task task) {
    return new Background(task);
  }

  private void complete(Task task) {
    try {
      task.run();
      done.complete(null);
    } catch (Throwable e) {
      done.completeExceptionally(e);
    }
  }

  /** Interrupts the thread as soon as it waits. */
  void interruptOnceItWaits() {
    awaitWaiting();
    thread.interrupt();
  }

  /** Returns as soon as the thread waits; fails if the thread ends before it waits. */
  public void awaitWaiting() {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(TIMEOUT_SECONDS);
    while (thread.getState() != Thread.State.TIMED_WAITING
        && thread.getState() != Thread.State.WAITING) {
      assertThat(isDone()).as("ended before it waited").isFalse();
      assertThat(System.nanoTime()).as("time until the thread waits").isLessThan(end);
      Thread.onSpinWait();
    }
  }

  public void join() throws Exception {
    done.get(TIMEOUT_SECONDS, TimeUnit.SECONDS);
  }

  public boolean isDone() {
    return done.isDone();
  }
}
