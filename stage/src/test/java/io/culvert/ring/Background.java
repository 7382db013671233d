package io.culvert.ring;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** A second thread of a test. What it throws is thrown where it is joined. */
final class Background {

  /** Something that may throw. */
  interface Task {
    void run() throws Exception;
  }

  private static final long PATIENCE_SECONDS = 90;

  private final CompletableFuture<Void> done = new CompletableFuture<>();
  private final Thread thread;

  private Background(Task task) {
    thread = new Thread(() -> complete(task), "test-background");
    thread.setDaemon(true);
    thread.start();
  }

  static Background run(Task task) {
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

  /** Interrupts the thread as soon as it naps, so that it surely is waiting. */
  void interruptOnceItWaits() {
    awaitWaiting();
    thread.interrupt();
  }

  /** Returns as soon as the thread waits; fails when it ends without that. */
  void awaitWaiting() {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
    while (thread.getState() != Thread.State.TIMED_WAITING
        && thread.getState() != Thread.State.WAITING) {
      assertThat(isDone()).as("ended before it has waited").isFalse();
      assertThat(System.nanoTime()).as("time to wait for the thread to nap").isLessThan(end);
      Thread.onSpinWait();
    }
  }

  void join() throws Exception {
    done.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
  }

  boolean isDone() {
    return done.isDone();
  }
}
