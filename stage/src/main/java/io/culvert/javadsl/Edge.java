package io.culvert.javadsl;

import io.culvert.EdgeAttributes;
import io.culvert.EdgeMemory;
import io.culvert.EdgeSettings;
import io.culvert.stage.Islands;
import org.apache.pekko.stream.javadsl.Flow;
import org.apache.pekko.stream.javadsl.Sink;
import org.apache.pekko.stream.javadsl.Source;

/**
 * Runs a part of a graph in an island of its own, on a thread of its own while there is something
 * to do, and joins it to the rest of the graph by an edge inside this JVM: what {@code .async()} is
 * in Pekko.
 *
 * <p>How the edge is made, {@link EdgeMemory} tells. It is decided when the graph is built: by the
 * attribute {@link EdgeAttributes#memory} of the part, else by the settings, so by the
 * configuration of the actor system, for one edge by its name or for all of them.
 *
 * <p>Whatever it is made of, the graph behaves as it would without the edge: the order of elements,
 * backpressure, completion, failure (the same exception object) and cancellation (with its cause)
 * cross it; the part keeps what it materializes, and inherits the attributes of the graph around
 * it. Elements cross as they are: nothing is copied, and what one side does to an object after it
 * has passed it on, the other one may see.
 *
 * <p>An edge holds up to {@code culvert.edge.capacity} elements, or as many as the part's attribute
 * {@code inputBuffer} says at the most; one more waits in front of it.
 */
public final class Edge {

  private Edge() {}

  /**
   * Runs what is upstream in an island of its own.
   *
   * <p><b>Emits when</b> upstream has emitted and the element has crossed.
   *
   * <p><b>Backpressures when</b> upstream is backpressured as soon as the edge is full.
   *
   * <p><b>Completes when</b> upstream completes and everything has crossed; it fails behind the
   * elements before the failure (in memory {@code async} a failure overtakes them, as in Pekko).
   *
   * <p><b>Cancels when</b> downstream cancels.
   *
   * @param <T> the type of the elements
   * @param <M> what upstream materializes
   * @param upstream the part
   * @param settings how the edge is made
   * @return a source of the same elements
   */
  public static <T, M> Source<T, M> source(Source<T, M> upstream, EdgeSettings settings) {
    EdgeSettings used = EdgeAttributes.apply(settings, upstream.getAttributes());
    return used.memory() == EdgeMemory.ASYNC
        ? upstream.async()
        : Source.fromGraph(islands(used).source(upstream));
  }

  /**
   * Runs what is downstream in an island of its own.
   *
   * <p><b>Backpressures when</b> the edge is full.
   *
   * <p><b>Completes when</b> upstream completes; downstream does so when everything has crossed.
   *
   * <p><b>Cancels when</b> downstream cancels.
   *
   * @param <T> the type of the elements
   * @param <M> what downstream materializes
   * @param downstream the part
   * @param settings how the edge is made
   * @return a sink of the same elements
   */
  public static <T, M> Sink<T, M> sink(Sink<T, M> downstream, EdgeSettings settings) {
    EdgeSettings used = EdgeAttributes.apply(settings, downstream.getAttributes());
    return used.memory() == EdgeMemory.ASYNC
        ? downstream.async()
        : Sink.fromGraph(islands(used).sink(downstream));
  }

  /**
   * Runs what is in the middle in an island of its own, between two edges.
   *
   * <p><b>Emits when</b> the part has emitted and the element has crossed.
   *
   * <p><b>Backpressures when</b> the edge before the part is full.
   *
   * <p><b>Completes when</b> the part completes and everything has crossed.
   *
   * <p><b>Cancels when</b> the part cancels.
   *
   * @param <I> the type of the elements that go in
   * @param <O> the type of the elements that come out
   * @param <M> what the part materializes
   * @param inner the part
   * @param settings how the edges are made
   * @return a flow that does the same
   */
  public static <I, O, M> Flow<I, O, M> flow(Flow<I, O, M> inner, EdgeSettings settings) {
    EdgeSettings used = EdgeAttributes.apply(settings, inner.getAttributes());
    return used.memory() == EdgeMemory.ASYNC
        ? inner.async()
        : Flow.fromGraph(islands(used).flow(inner));
  }

  private static Islands islands(EdgeSettings used) {
    return new Islands(used.capacity(), used.inlineSpins());
  }
}
