package io.culvert.stage.system;

import io.culvert.annotation.InternalApi;
import java.util.List;
import java.util.concurrent.AbstractExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Runs streams on the conductor's thread, as on an event loop: a stage that a doorbell wakes then
 * runs on the thread that the doorbell woke, without a second wake-up.
 *
 * <p>It has no thread of its own to wait for: a dispatcher shuts its executor down after its last
 * actor has ended.
 */
@InternalApi
final class ConductorExecutor extends AbstractExecutorService {

  private final SharedConductor shared;
  private final AtomicBoolean shutdown = new AtomicBoolean();

  ConductorExecutor(SharedConductor shared) {
    this.shared = shared;
  }

  @Override
  public void execute(Runnable command) {
    shared.conductor().execute(command);
  }

  @Override
  public void shutdown() {
    if (shutdown.compareAndSet(false, true)) {
      shared.letGo();
    }
  }

  @Override
  public List<Runnable> shutdownNow() {
    shutdown();
    return List.of();
  }

  @Override
  public boolean isShutdown() {
    return shutdown.get();
  }

  @Override
  public boolean isTerminated() {
    return isShutdown();
  }

  @Override
  public boolean awaitTermination(long timeout, TimeUnit unit) {
    return isTerminated();
  }
}
