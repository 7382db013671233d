package io.culvert.edge;

import io.culvert.EdgeAttributes;
import io.culvert.EdgeSettings;
import io.culvert.EdgeTransport;
import io.culvert.annotation.InternalApi;
import io.culvert.codec.Encoding;
import org.apache.pekko.stream.javadsl.AsPublisher;
import org.apache.pekko.stream.javadsl.Flow;
import org.apache.pekko.stream.javadsl.Sink;
import org.apache.pekko.stream.javadsl.Source;
import org.reactivestreams.Publisher;

/**
 * Builds edges inside one JVM from settings, and from the attributes of the part that an edge
 * surrounds. An encoding may be null if the settings do not choose memory {@link
 * EdgeTransport#SHARED}.
 */
@InternalApi
public final class EdgeBuilder {

  private EdgeBuilder() {}

  /**
   * Puts an edge after a source.
   *
   * @param upstream the source
   * @param encoding encodes the elements, or null
   * @param settings settings of the edge
   * @return a source of the same elements
   * @throws IllegalArgumentException if the edge needs a codec
   */
  public static <T, M> Source<T, M> source(
      Source<T, M> upstream, Encoding<T> encoding, EdgeSettings settings) {
    EdgeSettings used = EdgeAttributes.apply(settings, upstream.getAttributes());
    return used.memory() == EdgeTransport.ASYNC
        ? upstream.async()
        : Source.fromGraph(graphs(used).source(upstream, queues(encoding, used)));
  }

  /**
   * Puts an edge before a sink.
   *
   * @param downstream the sink
   * @param encoding encodes the elements, or null
   * @param settings settings of the edge
   * @return a sink of the same elements
   * @throws IllegalArgumentException if the edge needs a codec
   */
  public static <T, M> Sink<T, M> sink(
      Sink<T, M> downstream, Encoding<T> encoding, EdgeSettings settings) {
    EdgeSettings used = EdgeAttributes.apply(settings, downstream.getAttributes());
    return used.memory() == EdgeTransport.ASYNC
        ? downstream.async()
        : Sink.fromGraph(graphs(used).sink(downstream, queues(encoding, used)));
  }

  /**
   * Puts an edge before and an edge after a flow.
   *
   * @param <I> the type of the incoming elements
   * @param <O> the type of the outgoing elements
   * @param inner the flow
   * @param before encodes incoming elements, or null
   * @param after encodes outgoing elements, or null
   * @param settings settings of both edges
   * @return a flow of the same elements
   * @throws IllegalArgumentException if the edges need codecs
   */
  public static <I, O, M> Flow<I, O, M> flow(
      Flow<I, O, M> inner, Encoding<I> before, Encoding<O> after, EdgeSettings settings) {
    EdgeSettings used = EdgeAttributes.apply(settings, inner.getAttributes());
    return used.memory() == EdgeTransport.ASYNC
        ? inner.async()
        : Flow.fromGraph(graphs(used).flow(inner, queues(before, used), queues(after, used)));
  }

  /**
   * Builds an edge between two graphs that are materialized separately.
   *
   * @param encoding encodes the elements, or null
   * @param settings settings of the edge
   * @return both halves of the edge, each to be materialized once
   * @throws IllegalArgumentException if the edge needs a codec
   */
  public static <T> EdgeGraphs.Halves<T> halves(Encoding<T> encoding, EdgeSettings settings) {
    return settings.memory() == EdgeTransport.ASYNC
        ? asyncHalves()
        : graphs(settings).halves(queues(encoding, settings));
  }

  private static <T> EdgeGraphs.Halves<T> asyncHalves() {
    return EdgeGraphs.Halves.joined(
        Sink.<T>asPublisher(AsPublisher.WITHOUT_FANOUT),
        Source.<T>asSubscriber(),
        Publisher::subscribe);
  }

  private static <T> EdgeQueues<T> queues(Encoding<T> encoding, EdgeSettings used) {
    if (used.memory() == EdgeTransport.HEAP) {
      return EdgeQueues.onHeap(used);
    }
    if (encoding == null) {
      throw new IllegalArgumentException(
          "edge in shared memory without a codec: memory="
              + used.memory()
              + "; give a codec to Edge, or set memory = heap for this edge in "
              + EdgeSettings.CONFIG_PATH);
    }
    return EdgeQueues.inSharedMemory(used, encoding);
  }

  private static EdgeGraphs graphs(EdgeSettings used) {
    return new EdgeGraphs(used.inlineSpins());
  }
}
