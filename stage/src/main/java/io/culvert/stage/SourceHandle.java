package io.culvert.stage;

import io.culvert.RingMetrics;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.Done;

/**
 * INTERNAL API. What a running source shows to the outside. Touches futures, counters and a
 * callback only.
 */
public final class SourceHandle {

  private final CompletableFuture<Done> shutdown = new CompletableFuture<>();
  private final Counters counters = new Counters();
  private volatile Runnable stopSource;

  SourceHandle() {}

  Counters counters() {
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
   * @return completes when nothing of the source is left
   */
  public CompletionStage<Done> stop() {
    stopSource.run();
    return shutdown();
  }

  /**
   * When nothing of the source is left: no role, no mapping.
   *
   * @return completes then, whatever has ended the source
   */
  public CompletionStage<Done> shutdown() {
    return shutdown.minimalCompletionStage();
  }

  /**
   * What the source has done so far.
   *
   * @return a snapshot
   */
  public RingMetrics metrics() {
    return counters.snapshot();
  }
}
