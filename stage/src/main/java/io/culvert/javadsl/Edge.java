package io.culvert.javadsl;

import io.culvert.EdgeAttributes;
import io.culvert.EdgeMemory;
import io.culvert.EdgeSettings;
import io.culvert.codec.Codec;
import io.culvert.stage.Carriers;
import io.culvert.stage.Islands;
import java.util.Objects;
import java.util.Optional;
import org.apache.pekko.stream.javadsl.AsPublisher;
import org.apache.pekko.stream.javadsl.Flow;
import org.apache.pekko.stream.javadsl.Sink;
import org.apache.pekko.stream.javadsl.Source;
import org.reactivestreams.Publisher;

/**
 * Runs a part of a graph in an island of its own, on a thread of its own while there is something
 * to do, and joins it to the rest of the graph by an edge inside this JVM: what {@code .async()} is
 * in Pekko.
 *
 * <p>How the edge is made, {@link EdgeMemory} tells. It is decided when the graph is built: by the
 * attribute {@link EdgeAttributes#memory} of the part, else by the settings, so by the
 * configuration of the actor system, for one edge by its name or for all of them. An edge that may
 * be in memory {@link EdgeMemory#SHARED} needs a codec.
 *
 * <p>Whatever it is made of, the graph behaves as it would without the edge: the order of elements,
 * backpressure, completion, failure (the same exception object) and cancellation (with its cause)
 * cross it; the part keeps what it materializes, and inherits the attributes of the graph around
 * it. In memory {@link EdgeMemory#HEAP} and {@link EdgeMemory#ASYNC} elements cross as they are:
 * nothing is copied, and what one side does to an object after it has passed it on, the other one
 * may see. In memory {@link EdgeMemory#SHARED} the other side gets what the codec decodes.
 *
 * <p>An edge in memory {@link EdgeMemory#HEAP} or {@link EdgeMemory#SHARED} holds up to {@code
 * culvert.edge.capacity} elements, or as many as the part's attribute {@code inputBuffer} says at
 * the most; one more waits in front of it. In memory {@link EdgeMemory#ASYNC} the buffer is
 * Pekko's.
 *
 * <p>A failure keeps its place behind the elements; in memory {@link EdgeMemory#ASYNC} it overtakes
 * those in the buffer, as in Pekko.
 *
 * <p>In memory {@link EdgeMemory#SHARED} the stream also fails with {@link
 * io.culvert.CodecException} when the codec throws, {@link io.culvert.MessageTooLargeException} for
 * an element over {@code max-message-size}, and {@link io.culvert.RingStorageException} when there
 * is no room for the ring.
 */
public final class Edge {

  private Edge() {}

  /**
   * Runs what is upstream in an island of its own. Elements cross without a codec.
   *
   * <p><b>Emits when</b> upstream has emitted and the element has crossed.
   *
   * <p><b>Backpressures when</b> downstream does; upstream is backpressured as soon as the edge is
   * full.
   *
   * <p><b>Completes when</b> upstream completes and everything has crossed.
   *
   * <p><b>Cancels when</b> downstream cancels.
   *
   * @param <T> the type of the elements
   * @param <M> what upstream materializes
   * @param upstream the part
   * @param settings how the edge is made
   * @return a source of the same elements
   * @throws IllegalArgumentException when it is to be in shared memory, which needs a codec
   */
  public static <T, M> Source<T, M> source(Source<T, M> upstream, EdgeSettings settings) {
    return source(upstream, Optional.empty(), settings);
  }

  /**
   * Runs what is upstream in an island of its own. Elements cross with the codec if the edge is in
   * shared memory, and as they are if it is not.
   *
   * <p><b>Emits when</b> upstream has emitted and the element has crossed.
   *
   * <p><b>Backpressures when</b> downstream does; upstream is backpressured as soon as the edge is
   * full.
   *
   * <p><b>Completes when</b> upstream completes and everything has crossed.
   *
   * <p><b>Cancels when</b> downstream cancels.
   *
   * @param <T> the type of the elements
   * @param <M> what upstream materializes
   * @param upstream the part
   * @param codec how elements become bytes
   * @param settings how the edge is made
   * @return a source of the same elements
   */
  public static <T, M> Source<T, M> source(
      Source<T, M> upstream, Codec<T> codec, EdgeSettings settings) {
    Objects.requireNonNull(codec, "codec");
    return source(upstream, Optional.of(codec), settings);
  }

  private static <T, M> Source<T, M> source(
      Source<T, M> upstream, Optional<Codec<T>> codec, EdgeSettings settings) {
    EdgeSettings used = EdgeAttributes.apply(settings, upstream.getAttributes());
    return used.memory() == EdgeMemory.ASYNC
        ? upstream.async()
        : Source.fromGraph(islands(used).source(upstream, carriers(used, codec)));
  }

  /**
   * Runs what is downstream in an island of its own. Elements cross without a codec.
   *
   * <p><b>Emits when</b> upstream pushes and the edge has room.
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
   * @throws IllegalArgumentException when it is to be in shared memory, which needs a codec
   */
  public static <T, M> Sink<T, M> sink(Sink<T, M> downstream, EdgeSettings settings) {
    return sink(downstream, Optional.empty(), settings);
  }

  /**
   * Runs what is downstream in an island of its own. Elements cross with the codec if the edge is
   * in shared memory, and as they are if it is not.
   *
   * <p><b>Emits when</b> upstream pushes and the edge has room.
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
   * @param codec how elements become bytes
   * @param settings how the edge is made
   * @return a sink of the same elements
   */
  public static <T, M> Sink<T, M> sink(
      Sink<T, M> downstream, Codec<T> codec, EdgeSettings settings) {
    Objects.requireNonNull(codec, "codec");
    return sink(downstream, Optional.of(codec), settings);
  }

  private static <T, M> Sink<T, M> sink(
      Sink<T, M> downstream, Optional<Codec<T>> codec, EdgeSettings settings) {
    EdgeSettings used = EdgeAttributes.apply(settings, downstream.getAttributes());
    return used.memory() == EdgeMemory.ASYNC
        ? downstream.async()
        : Sink.fromGraph(islands(used).sink(downstream, carriers(used, codec)));
  }

  /**
   * Runs what is in the middle in an island of its own, between two edges. Elements cross without a
   * codec.
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
   * @throws IllegalArgumentException when it is to be in shared memory, which needs codecs
   */
  public static <I, O, M> Flow<I, O, M> flow(Flow<I, O, M> inner, EdgeSettings settings) {
    return flow(inner, Optional.empty(), Optional.empty(), settings);
  }

  /**
   * Runs what is in the middle in an island of its own, between two edges. Elements cross with the
   * codecs if the edges are in shared memory, and as they are if they are not.
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
   * @param before how elements that go in become bytes
   * @param behind how elements that come out become bytes
   * @param settings how the edges are made
   * @return a flow that does the same
   */
  public static <I, O, M> Flow<I, O, M> flow(
      Flow<I, O, M> inner, Codec<I> before, Codec<O> behind, EdgeSettings settings) {
    Objects.requireNonNull(before, "before");
    Objects.requireNonNull(behind, "behind");
    return flow(inner, Optional.of(before), Optional.of(behind), settings);
  }

  private static <I, O, M> Flow<I, O, M> flow(
      Flow<I, O, M> inner,
      Optional<Codec<I>> before,
      Optional<Codec<O>> behind,
      EdgeSettings settings) {
    EdgeSettings used = EdgeAttributes.apply(settings, inner.getAttributes());
    return used.memory() == EdgeMemory.ASYNC
        ? inner.async()
        : Flow.fromGraph(islands(used).flow(inner, carriers(used, before), carriers(used, behind)));
  }

  /** An edge between two graphs that are materialized one by one. */
  static <T> Islands.Ends<T> ends(Optional<Codec<T>> codec, EdgeSettings settings) {
    return settings.memory() == EdgeMemory.ASYNC
        ? asyncEnds()
        : islands(settings).ends(carriers(settings, codec));
  }

  /** What joins islands in Pekko: a publisher here, a subscriber there. */
  private static <T> Islands.Ends<T> asyncEnds() {
    return Islands.Ends.joined(
        Sink.<T>asPublisher(AsPublisher.WITHOUT_FANOUT),
        Source.<T>asSubscriber(),
        Publisher::subscribe);
  }

  private static <T> Carriers<T> carriers(EdgeSettings used, Optional<Codec<T>> codec) {
    if (used.memory() == EdgeMemory.HEAP) {
      return Carriers.onHeap(used);
    }
    return Carriers.inSharedMemory(used, codec.orElseThrow(() -> noCodec(used)));
  }

  private static IllegalArgumentException noCodec(EdgeSettings used) {
    return new IllegalArgumentException(
        "edge in shared memory without a codec: memory="
            + used.memory()
            + "; give a codec to Edge, or set culvert.edge.memory = heap for this edge");
  }

  private static Islands islands(EdgeSettings used) {
    return new Islands(used.inlineSpins());
  }
}
