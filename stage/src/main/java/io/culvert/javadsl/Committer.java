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
 * Commits the elements of a {@link RingSource#committable committable source}, in batches. The
 * shape is that of the Kafka connector's {@code Committer}.
 */
public final class Committer {

  /**
   * A batch waits until everything before it is released, and what is before it may come behind it
   * in this stream. So as many batches may wait as a source may have elements on their way, else
   * the two would wait for each other.
   */
  private static final int WAITING_BATCHES = 1 << 20;

  /** Room for so many is made when they come, and not for all of them (8 MiB) at once. */
  private static final Attributes GROWING = ActorAttributes.maxFixedBufferSize(1);

  private Committer() {}

  /**
   * Commits what passes, and tells of each batch that is released.
   *
   * <p><b>Emits when</b> a batch, and everything before it, is released: one {@link Done} a batch.
   *
   * <p><b>Backpressures when</b> downstream does.
   *
   * <p><b>Completes when</b> upstream completes and everything that has come is released. It fails
   * with {@link io.culvert.NotCommittedException} when the source has ended before that. When
   * upstream fails, what is not committed yet never is: it comes again.
   *
   * <p><b>Cancels when</b> downstream cancels.
   *
   * @param <C> the type of the committable elements
   * @param settings the size of the batches
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
   * Commits what comes.
   *
   * @param <C> the type of the committable elements
   * @param settings the size of the batches
   * @return a sink that materializes a future: it completes when upstream has completed and
   *     everything is released, and fails like {@link #flow}
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
