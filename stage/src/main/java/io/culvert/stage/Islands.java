package io.culvert.stage;

import java.util.concurrent.CompletableFuture;
import org.apache.pekko.japi.Pair;
import org.apache.pekko.stream.ClosedShape;
import org.apache.pekko.stream.FlowShape;
import org.apache.pekko.stream.Graph;
import org.apache.pekko.stream.SinkShape;
import org.apache.pekko.stream.SourceShape;
import org.apache.pekko.stream.javadsl.Flow;
import org.apache.pekko.stream.javadsl.GraphDSL;
import org.apache.pekko.stream.javadsl.Keep;
import org.apache.pekko.stream.javadsl.Sink;
import org.apache.pekko.stream.javadsl.Source;

/**
 * INTERNAL API. Puts a part of a graph into an island of its own, joined to the rest by edges on
 * the heap.
 *
 * <p>The part is closed before the asynchronous boundary is put around it: a boundary around a part
 * with open ports would bring back the buffers and messages of Pekko's own that the edge is to
 * replace.
 */
public final class Islands {

  private final int capacity;
  private final int spins;

  /**
   * Edges of one kind.
   *
   * @param capacity how many elements may be in each
   * @param spins how often a side that finds it empty looks again first
   */
  public Islands(int capacity, int spins) {
    this.capacity = capacity;
    this.spins = spins;
  }

  /**
   * An island before an edge.
   *
   * @param <T> the type of the elements
   * @param <M> what the part materializes
   * @param upstream the part
   * @return what it looks like from outside
   */
  public <T, M> Graph<SourceShape<T>, M> source(Source<T, M> upstream) {
    Graph<ClosedShape, Pair<M, HeapEdge<T>>> island =
        upstream.toMat(new HeapEdgeSink<T>(capacity), Keep.both()).async();
    return GraphDSL.create(
        island,
        new HeapEdgeSource<T>(spins),
        (values, joined) -> {
          joined.complete(values.second());
          return values.first();
        },
        (builder, closed, source) -> source);
  }

  /**
   * An island behind an edge.
   *
   * @param <T> the type of the elements
   * @param <M> what the part materializes
   * @param downstream the part
   * @return what it looks like from outside
   */
  public <T, M> Graph<SinkShape<T>, M> sink(Sink<T, M> downstream) {
    Graph<ClosedShape, Pair<CompletableFuture<HeapEdge<T>>, M>> island =
        Source.fromGraph(new HeapEdgeSource<T>(spins)).toMat(downstream, Keep.both()).async();
    return GraphDSL.create(
        island,
        new HeapEdgeSink<T>(capacity),
        (values, edge) -> {
          values.first().complete(edge);
          return values.second();
        },
        (builder, closed, sink) -> sink);
  }

  /**
   * An island between two edges.
   *
   * @param <I> the type of the elements that go in
   * @param <O> the type of the elements that come out
   * @param <M> what the part materializes
   * @param inner the part
   * @return what it looks like from outside
   */
  public <I, O, M> Graph<FlowShape<I, O>, M> flow(Flow<I, O, M> inner) {
    Graph<SinkShape<I>, Pair<M, HeapEdge<O>>> behind =
        sink(inner.toMat(new HeapEdgeSink<O>(capacity), Keep.both()));
    return GraphDSL.create(
        behind,
        new HeapEdgeSource<O>(spins),
        (values, joined) -> {
          joined.complete(values.second());
          return values.first();
        },
        (builder, sink, source) -> FlowShape.of(sink.in(), source.out()));
  }
}
