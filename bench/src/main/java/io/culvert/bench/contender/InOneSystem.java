package io.culvert.bench.contender;

import io.culvert.EdgeMemory;
import io.culvert.EdgeSettings;
import io.culvert.codec.Codecs;
import io.culvert.javadsl.Edge;
import java.util.Iterator;
import java.util.function.Consumer;
import org.apache.pekko.NotUsed;
import org.apache.pekko.actor.ActorSystem;
import org.apache.pekko.stream.javadsl.Source;

/** A stream in one actor system, with or without a boundary between its two halves. */
final class InOneSystem implements OneJvm {

  /** Puts its end behind the half that sends. All else is the same in all of them. */
  private interface Boundary {

    /** Settings are there for who needs any. */
    Source<byte[], NotUsed> behind(Source<byte[], NotUsed> source, EdgeSettings settings);
  }

  private final Boundary boundary;

  private InOneSystem(Boundary boundary) {
    this.boundary = boundary;
  }

  /** Without any: one thread does it all. */
  static InOneSystem fused() {
    return new InOneSystem((source, settings) -> source);
  }

  /** With Pekko's own: two actors. */
  static InOneSystem async() {
    return new InOneSystem((source, settings) -> source.async());
  }

  /** Two actors, and references in a queue on the heap. */
  static InOneSystem edgeOnHeap() {
    return new InOneSystem(
        (source, settings) -> Edge.source(source, settings.withMemory(EdgeMemory.HEAP)));
  }

  /** Two actors, and a ring in shared memory: what arrives is a copy. */
  static InOneSystem edgeInSharedMemory() {
    return new InOneSystem(
        (source, settings) ->
            Edge.source(source, Codecs.bytes(), settings.withMemory(EdgeMemory.SHARED)));
  }

  @Override
  public void run(Job job, Iterator<byte[]> payloads, Consumer<byte[]> consumer) {
    ActorSystem system = Systems.create();
    EdgeSettings settings =
        EdgeSettings.create(system).withRing(CulvertStream.settings(system, job));
    boundary
        .behind(Source.fromIterator(() -> payloads), settings)
        .runForeach(consumer::accept, system)
        .toCompletableFuture()
        .join();
    system.terminate();
  }
}
