package io.culvert.stage;

import io.culvert.EdgeAttributes;
import io.culvert.EdgeMemory;
import io.culvert.EdgeSettings;
import io.culvert.codec.Codec;
import org.apache.pekko.stream.javadsl.AsPublisher;
import org.apache.pekko.stream.javadsl.Flow;
import org.apache.pekko.stream.javadsl.Sink;
import org.apache.pekko.stream.javadsl.Source;
import org.reactivestreams.Publisher;

/**
 * INTERNAL API. Builds edges inside one JVM from settings, and from the attributes of the part
 * that an edge surrounds. A codec may be null if the settings do not choose memory {@link
 * EdgeMemory#SHARED}.
 */
public final class EdgeBuilder {

  private EdgeBuilder() {}

  /**
   * Puts an edge after a source.
   *
   * @param <T> the type of the elements
   * @param <M> what the source materializes
   * @param upstream the source
   * @param codec encodes the elements, or null
   * @param settings settings of the edge
   * @return a source of the same elements
   * @throws IllegalArgumentException if the edge needs a codec
   */
  public static <T, M> Source<T, M> source(
      Source<T, M> upstream, Codec<T> codec, EdgeSettings settings) {
    EdgeSettings used = EdgeAttributes.apply(settings, upstream.getAttributes());
    return used.memory() == EdgeMemory.ASYNC
        ? upstream.async()
        : Source.fromGraph(graphs(used).source(upstream, carriers(codec, used)));
  }

  /**
   * Puts an edge before a sink.
   *
   * @param <T> the type of the elements
   * @param <M> what the sink materializes
   * @param downstream the sink
   * @param codec encodes the elements, or null
   * @param settings settings of the edge
   * @return a sink of the same elements
   * @throws IllegalArgumentException if the edge needs a codec
   */
  public static <T, M> Sink<T, M> sink(
      Sink<T, M> downstream, Codec<T> codec, EdgeSettings settings) {
    EdgeSettings used = EdgeAttributes.apply(settings, downstream.getAttributes());
    return used.memory() == EdgeMemory.ASYNC
        ? downstream.async()
        : Sink.fromGraph(graphs(used).sink(downstream, carriers(codec, used)));
  }

  /**
   * Puts an edge before and an edge after a flow.
   *
   * @param <I> the type of the incoming elements
   * @param <O> the type of the outgoing elements
   * @param <M> what the flow materializes
   * @param inner the flow
   * @param before encodes incoming elements, or null
   * @param after encodes outgoing elements, or null
   * @param settings settings of both edges
   * @return a flow of the same elements
   * @throws IllegalArgumentException if the edges need codecs
   */
  public static <I, O, M> Flow<I, O, M> flow(
      Flow<I, O, M> inner, Codec<I> before, Codec<O> after, EdgeSettings settings) {
    EdgeSettings used = EdgeAttributes.apply(settings, inner.getAttributes());
    return used.memory() == EdgeMemory.ASYNC
        ? inner.async()
        : Flow.fromGraph(graphs(used).flow(inner, carriers(before, used), carriers(after, used)));
  }

  /**
   * Builds an edge between two graphs that are materialized separately.
   *
   * @param <T> the type of the elements
   * @param codec encodes the elements, or null
   * @param settings settings of the edge
   * @return the edge's ends, each to be materialized once
   * @throws IllegalArgumentException if the edge needs a codec
   */
  public static <T> Islands.Ends<T> ends(Codec<T> codec, EdgeSettings settings) {
    return settings.memory() == EdgeMemory.ASYNC
        ? asyncEnds()
        : graphs(settings).ends(carriers(codec, settings));
  }

  private static <T> Islands.Ends<T> asyncEnds() {
    return Islands.Ends.joined(
        Sink.<T>asPublisher(AsPublisher.WITHOUT_FANOUT),
        Source.<T>asSubscriber(),
        Publisher::subscribe);
  }

  private static <T> Carriers<T> carriers(Codec<T> codec, EdgeSettings used) {
    if (used.memory() == EdgeMemory.HEAP) {
      return Carriers.onHeap(used);
    }
    if (codec == null) {
      throw new IllegalArgumentException(
          "edge in shared memory without a codec: memory="
              + used.memory()
              + "; give a codec to Edge, or set memory = heap for this edge in "
              + EdgeSettings.CONFIG_PATH);
    }
    return Carriers.inSharedMemory(used, codec);
  }

  private static Islands graphs(EdgeSettings used) {
    return new Islands(used.inlineSpins());
  }
}
