package io.culvert.javadsl;

import io.culvert.EdgeAttributes;
import io.culvert.EdgeSettings;
import io.culvert.EdgeTransport;
import io.culvert.codec.Encoding;
import io.culvert.edge.EdgeBuilder;
import java.util.Objects;
import org.apache.pekko.stream.javadsl.Flow;
import org.apache.pekko.stream.javadsl.Sink;
import org.apache.pekko.stream.javadsl.Source;

/**
 * Runs a part of a graph asynchronously and joins it to the rest by an edge inside this JVM, like
 * Pekko's {@code async()}.
 *
 * <p>The {@link EdgeTransport} of the edge is chosen when the graph is built: by the attribute
 * {@link EdgeAttributes#memory} of the part, otherwise by the settings. Elements cross as they are,
 * without a copy, except in memory {@link EdgeTransport#SHARED}: there a {@link
 * io.culvert.codec.Codec} encodes and decodes all of them, or an {@link io.culvert.codec.Offload}
 * some. A method without an encoding refuses that memory with an {@link IllegalArgumentException}.
 *
 * <p>The graph behaves as it does without the edge: order, backpressure, completion, failure (the
 * same exception object) and cancellation (with its cause) cross. The part keeps what it
 * materializes and inherits the attributes of the surrounding graph.
 *
 * <p><b>Emits when</b> an element has crossed and downstream requests it.
 *
 * <p><b>Backpressures when</b> the edge is full: it holds {@code capacity} elements, or the maximum
 * of the part's attribute {@code inputBuffer}, and one more waits before it. In memory {@link
 * EdgeTransport#ASYNC} the buffer is Pekko's.
 *
 * <p><b>Completes when</b> upstream completes and all elements have crossed. It fails when upstream
 * fails, after all elements have crossed; in memory {@link EdgeTransport#ASYNC} the failure
 * overtakes buffered elements, as in Pekko. In memory {@link EdgeTransport#SHARED} it also fails
 * with {@link io.culvert.exceptions.CodecException} if the codec throws, {@link
 * io.culvert.exceptions.MessageTooLargeException} if an element exceeds {@code max-message-size},
 * and {@link io.culvert.exceptions.RingStorageException} if the ring cannot be created.
 *
 * <p><b>Cancels when</b> downstream cancels.
 */
public final class Edge {

  private Edge() {}

  /**
   * {@return a source that runs asynchronously, without an encoding}
   *
   * @param <T> the type of the elements
   * @param <M> what the source materializes
   * @param upstream the source
   * @param settings settings of the edge
   */
  public static <T, M> Source<T, M> source(Source<T, M> upstream, EdgeSettings settings) {
    return EdgeBuilder.source(upstream, null, settings);
  }

  /**
   * {@return a source that runs asynchronously}
   *
   * @param <T> the type of the elements
   * @param <M> what the source materializes
   * @param upstream the source
   * @param encoding encodes the elements, if memory is shared
   * @param settings settings of the edge
   */
  public static <T, M> Source<T, M> source(
      Source<T, M> upstream, Encoding<T> encoding, EdgeSettings settings) {
    Objects.requireNonNull(encoding, "encoding");
    return EdgeBuilder.source(upstream, encoding, settings);
  }

  /**
   * {@return a sink that runs asynchronously, without an encoding}
   *
   * @param <T> the type of the elements
   * @param <M> what the sink materializes
   * @param downstream the sink
   * @param settings settings of the edge
   */
  public static <T, M> Sink<T, M> sink(Sink<T, M> downstream, EdgeSettings settings) {
    return EdgeBuilder.sink(downstream, null, settings);
  }

  /**
   * {@return a sink that runs asynchronously}
   *
   * @param <T> the type of the elements
   * @param <M> what the sink materializes
   * @param downstream the sink
   * @param encoding encodes the elements, if memory is shared
   * @param settings settings of the edge
   */
  public static <T, M> Sink<T, M> sink(
      Sink<T, M> downstream, Encoding<T> encoding, EdgeSettings settings) {
    Objects.requireNonNull(encoding, "encoding");
    return EdgeBuilder.sink(downstream, encoding, settings);
  }

  /**
   * {@return a flow that runs asynchronously between two edges, without encodings}
   *
   * @param <I> the type of the incoming elements
   * @param <O> the type of the outgoing elements
   * @param <M> what the flow materializes
   * @param inner the flow
   * @param settings settings of both edges
   */
  public static <I, O, M> Flow<I, O, M> flow(Flow<I, O, M> inner, EdgeSettings settings) {
    return EdgeBuilder.flow(inner, null, null, settings);
  }

  /**
   * {@return a flow that runs asynchronously between two edges}
   *
   * @param <I> the type of the incoming elements
   * @param <O> the type of the outgoing elements
   * @param <M> what the flow materializes
   * @param inner the flow
   * @param before encodes incoming elements, if memory is shared
   * @param after encodes outgoing elements, if memory is shared
   * @param settings settings of both edges
   */
  public static <I, O, M> Flow<I, O, M> flow(
      Flow<I, O, M> inner, Encoding<I> before, Encoding<O> after, EdgeSettings settings) {
    Objects.requireNonNull(before, "before");
    Objects.requireNonNull(after, "after");
    return EdgeBuilder.flow(inner, before, after, settings);
  }
}
