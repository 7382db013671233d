package io.culvert.javadsl;

import io.culvert.Committable;
import io.culvert.CommitterSettings;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.Done;
import org.apache.pekko.NotUsed;
import org.apache.pekko.stream.ActorAttributes;
import org.apache.pekko.stream.Attributes;
import org.apache.pekko.stream.javadsl.Flow;
import org.apache.pekko.stream.javadsl.Keep;
import org.apache.pekko.stream.javadsl.Sink;

/**
 * Commits the elements of a {@link RingSource#committable committable source} in batches, like the
 * Kafka connector's {@code Committer}.
 */
public final class Committer {

  /**
   * A batch waits until everything before it is released. In this stream, elements from before may
   * arrive after the batch. With fewer waiting batches than a source may have uncommitted elements,
   * the source and this stage would wait for each other.
   */
  private static final int WAITING_BATCHES = 1 << 20;

  /** Lets the buffer for waiting batches grow. Otherwise the stage allocates all of it at once. */
  private static final Attributes GROWING = ActorAttributes.maxFixedBufferSize(1);

  private Committer() {}

  /**
   * Creates a flow that commits all elements.
   *
   * <p><b>Emits when</b> a batch, and everything before it, is released: one {@link Done} per
   * batch.
   *
   * <p><b>Backpressures when</b> downstream does.
   *
   * <p><b>Completes when</b> upstream completes and all its elements are released. It fails with
   * {@link io.culvert.exceptions.NotCommittedException} if the source ended before. If upstream
   * fails, elements that are not committed yet are emitted again.
   *
   * <p><b>Cancels when</b> downstream cancels.
   *
   * @param <C> the type of the committable elements
   * @param settings size and interval of the batches
   * @return the flow
   */
  public static <C extends Committable<?>> Flow<C, Done, NotUsed> flow(CommitterSettings settings) {
    return Flow.<C>create()
        .groupedWithin(settings.maxBatch(), settings.maxInterval())
        .mapAsync(WAITING_BATCHES, Committer::commit)
        .mapError(CompletionException.class, Throwable::getCause)
        .addAttributes(GROWING);
  }

  /**
   * Creates a sink that commits all elements.
   *
   * <p><b>Materializes</b> a future that completes and fails like {@link #flow}.
   *
   * @param <C> the type of the committable elements
   * @param settings size and interval of the batches
   * @return the sink
   */
  public static <C extends Committable<?>> Sink<C, CompletionStage<Done>> sink(
      CommitterSettings settings) {
    return Committer.<C>flow(settings).toMat(Sink.ignore(), Keep.right());
  }

  private static CompletionStage<Done> commit(List<? extends Committable<?>> batch) {
    CompletableFuture<?>[] commits =
        batch.stream()
            .map(element -> element.commit().toCompletableFuture())
            .toArray(CompletableFuture<?>[]::new);
    return CompletableFuture.allOf(commits).thenApply(done -> Done.getInstance());
  }
}
