package io.culvert.stage;

import java.util.Collection;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.apache.pekko.Done;

/**
 * The running sinks and sources of an actor system, so that its shutdown can end them in order.
 */
final class Edges {

  private final Set<SourceHandle> sources = ConcurrentHashMap.newKeySet();
  private final Set<SinkHandle> sinks = ConcurrentHashMap.newKeySet();

  void add(SourceHandle source) {
    sources.add(source);
    source.shutdown().thenRun(() -> sources.remove(source));
  }

  void add(SinkHandle sink) {
    sinks.add(sink);
    sink.ended().thenRun(() -> sinks.remove(sink));
  }

  /** Asks all sources to complete. Their downstreams end in their own time. */
  CompletionStage<Done> stopSources() {
    sources.forEach(SourceHandle::stop);
    return done();
  }

  /** Returns a future that completes once no source holds a role any more. */
  CompletionStage<Done> sourcesEnded() {
    return all(sources, SourceHandle::shutdown);
  }

  /** Returns a future that completes once all sinks have ended. */
  CompletionStage<Done> sinksEnded() {
    return all(sinks, SinkHandle::ended);
  }

  private static <H> CompletionStage<Done> all(
      Collection<H> handles, Function<H, CompletionStage<Done>> end) {
    CompletableFuture<?>[] ends =
        handles.stream()
            .map(handle -> end.apply(handle).toCompletableFuture())
            .toArray(CompletableFuture<?>[]::new);
    return CompletableFuture.allOf(ends).thenApply(nothing -> Done.getInstance());
  }

  private static CompletionStage<Done> done() {
    return CompletableFuture.completedFuture(Done.getInstance());
  }
}
