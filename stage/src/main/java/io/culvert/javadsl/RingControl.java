package io.culvert.javadsl;

import io.culvert.RingMetrics;
import io.culvert.stage.SourceHandle;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import org.apache.pekko.Done;

/**
 * Controls a running {@link RingSource}. All methods may be called from any thread and as often as
 * one likes, also when the source has ended. The shape is that of the Kafka connector's {@code
 * Consumer.Control}.
 */
public final class RingControl {

  private final SourceHandle handle;

  RingControl(SourceHandle handle) {
    this.handle = handle;
  }

  /**
   * Completes the source, without taking another element. The writer is not cancelled: what is left
   * in the ring stays there for the next reader. An element that downstream has at this moment is
   * waited for until downstream asks for the next one. So a source that was never asked for
   * anything stops when it is asked. A committable source then keeps its role until everything on
   * its way is committed, for at most {@code commit-timeout}.
   *
   * @return completes like {@link #isShutdown()}
   */
  public CompletionStage<Done> stop() {
    return handle.stop();
  }

  /**
   * Stops the source and waits until the stream behind it has finished its work.
   *
   * @param <S> what the stream materializes in the end
   * @param streamCompletion completes when the stream behind the source has
   * @param executor runs what is left to do then
   * @return completes as the stream does, once the source has shut down
   */
  public <S> CompletionStage<S> drainAndShutdown(
      CompletionStage<S> streamCompletion, Executor executor) {
    return stop().thenCombineAsync(streamCompletion, (done, result) -> result, executor);
  }

  /**
   * When nothing of the source is left: it has given up its role at the ring and the memory.
   *
   * @return completes then, whatever has ended the source; it never fails
   */
  public CompletionStage<Done> isShutdown() {
    return handle.shutdown();
  }

  /**
   * What the source has done so far.
   *
   * @return a snapshot, a little late
   */
  public RingMetrics metrics() {
    return handle.metrics();
  }
}
