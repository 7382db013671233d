package io.culvert.javadsl;

import io.culvert.RingMetrics;
import io.culvert.stage.SourceHandle;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import org.apache.pekko.Done;

/**
 * Controls a running {@link RingSource}, like the Kafka connector's {@code Consumer.Control}. Any
 * thread may call any method at any time and repeatedly, also after the end of the source.
 */
public final class RingControl {

  private final SourceHandle handle;

  RingControl(SourceHandle handle) {
    this.handle = handle;
  }

  /**
   * Completes the source without taking another element. It does not cancel the writer: the rest
   * stays in the ring for the next reader. If downstream holds an element, the source completes
   * when downstream requests the next one. If downstream has requested nothing yet, the source
   * completes at the first request. A committable source keeps its role until all emitted elements
   * are committed, for at most {@code commit-timeout}.
   *
   * @return completes like {@link #isShutdown()}
   */
  public CompletionStage<Done> stop() {
    return handle.stop();
  }

  /**
   * Stops the source and waits for the rest of the stream.
   *
   * @param <S> the result of the stream
   * @param streamCompletion completes when the stream after the source has completed
   * @param executor completes the returned future
   * @return completes with the result of the stream once the source has shut down, too
   */
  public <S> CompletionStage<S> drainAndShutdown(
      CompletionStage<S> streamCompletion, Executor executor) {
    return stop().thenCombineAsync(streamCompletion, (done, result) -> result, executor);
  }

  /**
   * Returns a future of the shutdown: the source has given back its role and its memory.
   *
   * @return completes however the source ends; it never fails
   */
  public CompletionStage<Done> isShutdown() {
    return handle.shutdown();
  }

  /** {@return a snapshot of the source} */
  public RingMetrics metrics() {
    return handle.metrics();
  }
}
