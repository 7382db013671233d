package io.culvert.bench.contender.pekko;

import io.culvert.EdgeSettings;
import io.culvert.EdgeTransport;
import io.culvert.bench.contender.Job;
import io.culvert.bench.contender.OneJvm;
import io.culvert.bench.contender.Systems;
import io.culvert.bench.contender.culvert.CulvertStream;
import io.culvert.codec.Codecs;
import io.culvert.javadsl.Edge;
import java.util.Iterator;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import org.apache.pekko.Done;
import org.apache.pekko.NotUsed;
import org.apache.pekko.actor.ActorSystem;
import org.apache.pekko.stream.Attributes;
import org.apache.pekko.stream.javadsl.Keep;
import org.apache.pekko.stream.javadsl.RunnableGraph;
import org.apache.pekko.stream.javadsl.Sink;
import org.apache.pekko.stream.javadsl.Source;

/** A stream in one actor system, with or without a boundary between its two halves. */
public final class InOneSystem implements OneJvm {

  /** Adds a boundary after the half that sends. The rest is the same for all contenders. */
  private interface Boundary {
    Source<byte[], NotUsed> after(Source<byte[], NotUsed> source, EdgeSettings settings);
  }

  private static final int INPUT_BUFFER = 256;

  private final Boundary boundary;
  private final Attributes attributes;

  private InOneSystem(Boundary boundary, Attributes attributes) {
    this.boundary = boundary;
    this.attributes = attributes;
  }

  /** Creates a stream without a boundary, which one thread runs. */
  public static InOneSystem fused() {
    return new InOneSystem((source, settings) -> source, Attributes.none());
  }

  /** Creates a stream with Pekko's own boundary between two actors. */
  public static InOneSystem async() {
    return new InOneSystem((source, settings) -> source.async(), Attributes.none());
  }

  /** Creates a stream with Pekko's own boundary, and a larger buffer before each half. */
  public static InOneSystem asyncWithBuffer() {
    return new InOneSystem(
        (source, settings) -> source.async(), Attributes.inputBuffer(INPUT_BUFFER, INPUT_BUFFER));
  }

  /** Creates a stream with an edge between two actors: references in a queue on the heap. */
  public static InOneSystem edgeOnHeap() {
    return new InOneSystem(
        (source, settings) -> Edge.source(source, settings.withMemory(EdgeTransport.HEAP)),
        Attributes.none());
  }

  /** Creates a stream with an edge between two actors: copies in a ring in shared memory. */
  public static InOneSystem edgeInSharedMemory() {
    return new InOneSystem(
        (source, settings) ->
            Edge.source(source, Codecs.bytes(), settings.withMemory(EdgeTransport.SHARED)),
        Attributes.none());
  }

  @Override
  public void run(Job job, Iterator<byte[]> payloads, Consumer<byte[]> consumer) {
    ActorSystem system = Systems.create();
    EdgeSettings settings =
        EdgeSettings.create(system).withRing(CulvertStream.settings(system, job));
    RunnableGraph<CompletionStage<Done>> stream =
        boundary
            .after(Source.fromIterator(() -> payloads), settings)
            .toMat(Sink.foreach(consumer::accept), Keep.right());
    stream.withAttributes(attributes).run(system).toCompletableFuture().join();
    system.terminate();
  }
}
