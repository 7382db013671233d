package io.culvert.stage.system;

import io.culvert.annotation.InternalApi;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.apache.pekko.Done;

/** The running sinks and sources of an actor system, so that its shutdown can end them in order. */
@InternalApi
public final class StageRegistry {

  /** A running source: what asks it to complete, and its end. */
  private record Source(Runnable stop, CompletionStage<Done> ended) {}

  private final Set<Source> sources = ConcurrentHashMap.newKeySet();
  private final Set<CompletionStage<Done>> sinks = ConcurrentHashMap.newKeySet();

  /**
   * Adds a running source.
   *
   * @param stop asks it to complete
   * @param ended completes once it holds no role any more
   */
  public void addSource(Runnable stop, CompletionStage<Done> ended) {
    Source source = new Source(stop, ended);
    sources.add(source);
    ended.thenRun(() -> sources.remove(source));
  }

  /**
   * Adds a running sink.
   *
   * @param ended completes once it has stopped
   */
  public void addSink(CompletionStage<Done> ended) {
    sinks.add(ended);
    ended.thenRun(() -> sinks.remove(ended));
  }

  /** Asks all sources to complete. Their downstreams end in their own time. */
  CompletionStage<Done> stopSources() {
    sources.forEach(source -> source.stop().run());
    return CompletableFuture.completedFuture(Done.getInstance());
  }

  /** Returns a future that completes once no source holds a role any more. */
  CompletionStage<Done> sourcesEnded() {
    return all(sources.stream().map(Source::ended));
  }

  /** Returns a future that completes once all sinks have ended. */
  CompletionStage<Done> sinksEnded() {
    return all(sinks.stream());
  }

  private static CompletionStage<Done> all(Stream<CompletionStage<Done>> ends) {
    return CompletableFuture.allOf(
            ends.map(CompletionStage::toCompletableFuture).toArray(CompletableFuture<?>[]::new))
        .thenApply(nothing -> Done.getInstance());
  }
}
