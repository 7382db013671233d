package io.culvert.peer.lock;

import io.culvert.annotation.InternalApi;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.function.Supplier;

/** Runs work on a thread that no caller knows, so that none can interrupt it. */
@InternalApi
public final class Uninterruptibly {

  private Uninterruptibly() {}

  /** Runs the work and waits for its result. An interrupt of the caller stays pending. */
  public static <T> T call(String threadName, Supplier<T> work) {
    FutureTask<T> task = new FutureTask<>(work::get);
    Thread thread = new Thread(task, threadName);
    thread.setDaemon(true);
    thread.start();
    boolean interrupted = false;
    try {
      while (true) {
        try {
          return task.get();
        } catch (InterruptedException e) {
          interrupted = true;
        }
      }
    } catch (ExecutionException e) {
      throw unwrapped(e.getCause());
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  /** Returns the cause as a runtime exception: a supplier throws no checked one. */
  private static RuntimeException unwrapped(Throwable cause) {
    if (cause instanceof Error error) {
      throw error;
    }
    return (RuntimeException) cause;
  }
}
