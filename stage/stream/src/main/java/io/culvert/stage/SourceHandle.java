package io.culvert.stage;

import io.culvert.RingMetrics;
import io.culvert.annotation.InternalApi;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.Done;

/** The view of a running source for other threads: a future, counters and a callback. */
@InternalApi
public final class SourceHandle {

  private final CompletableFuture<Done> shutdown = new CompletableFuture<>();
  private final StageCounters counters = new StageCounters();
  private volatile Runnable stopSource;

  SourceHandle() {}

  StageCounters counters() {
    return counters;
  }

  void onStop(Runnable stop) {
    stopSource = stop;
  }

  void completeShutdown() {
    shutdown.complete(Done.getInstance());
  }

  /**
   * Asks the source to complete without taking another element.
   *
   * @return completes when the source has released everything
   */
  public CompletionStage<Done> stop() {
    stopSource.run();
    return shutdown();
  }

  /** {@return completes when the source holds neither role nor mapping, whatever ended it} */
  public CompletionStage<Done> shutdown() {
    return shutdown.minimalCompletionStage();
  }

  /** {@return the metrics of the source: a snapshot} */
  public RingMetrics metrics() {
    return counters.snapshot();
  }
}
