package io.culvert.edge;

import io.culvert.annotation.InternalApi;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiConsumer;
import org.apache.pekko.NotUsed;
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
 * Makes a part of a graph run asynchronously, joined to the rest by edges inside this JVM.
 *
 * <p>The part is closed before the asynchronous boundary is put around it: a boundary around a part
 * with open ports would bring back the buffers and messages of Pekko's own that the edge is to
 * replace.
 */
@InternalApi
public final class EdgeGraphs {

  private final int spins;

  /**
   * Creates a builder of graphs with edges of one kind.
   *
   * @param spins how often a reader that finds its edge empty checks again before it parks
   */
  public EdgeGraphs(int spins) {
    this.spins = spins;
  }

  /**
   * Returns an asynchronous part before an edge.
   *
   * @param upstream the part
   * @param queues opens the queue of the edge
   * @return the part as a source
   */
  public <T, M> Graph<SourceShape<T>, M> source(Source<T, M> upstream, EdgeQueues<T> queues) {
    Graph<ClosedShape, Pair<M, EdgeChannel<T>>> half =
        upstream.toMat(new EdgeSinkStage<T>(queues), Keep.both()).async();
    return GraphDSL.create(
        half,
        new EdgeSourceStage<T>(spins),
        (values, joined) -> {
          joined.complete(values.second());
          return values.first();
        },
        (builder, closed, source) -> source);
  }

  /**
   * Returns an asynchronous part after an edge.
   *
   * @param downstream the part
   * @param queues opens the queue of the edge
   * @return the part as a sink
   */
  public <T, M> Graph<SinkShape<T>, M> sink(Sink<T, M> downstream, EdgeQueues<T> queues) {
    Graph<ClosedShape, Pair<CompletableFuture<EdgeChannel<T>>, M>> half =
        Source.fromGraph(new EdgeSourceStage<T>(spins)).toMat(downstream, Keep.both()).async();
    return GraphDSL.create(
        half,
        new EdgeSinkStage<T>(queues),
        (values, edge) -> {
          values.first().complete(edge);
          return values.second();
        },
        (builder, closed, sink) -> sink);
  }

  /**
   * Returns an asynchronous part between two edges.
   *
   * @param inner the part
   * @param before opens the queue of the edge before the part
   * @param after opens the queue of the edge after the part
   * @return the part as a flow
   */
  public <I, O, M> Graph<FlowShape<I, O>, M> flow(
      Flow<I, O, M> inner, EdgeQueues<I> before, EdgeQueues<O> after) {
    Graph<SinkShape<I>, Pair<M, EdgeChannel<O>>> half =
        sink(inner.toMat(new EdgeSinkStage<O>(after), Keep.both()), before);
    return GraphDSL.create(
        half,
        new EdgeSourceStage<O>(spins),
        (values, joined) -> {
          joined.complete(values.second());
          return values.first();
        },
        (builder, sink, source) -> FlowShape.of(sink.in(), source.out()));
  }

  /**
   * Returns an edge between two graphs that are materialized one by one, in any order.
   *
   * @param queues opens the queue of the edge
   * @return both halves, each to be materialized once
   */
  public <T> Halves<T> halves(EdgeQueues<T> queues) {
    return Halves.joined(
        Sink.fromGraph(new EdgeSinkStage<T>(queues)),
        Source.fromGraph(new EdgeSourceStage<T>(spins)),
        (edge, joined) -> joined.complete(edge));
  }

  /**
   * The halves of an edge.
   *
   * @param sink writes the edge
   * @param source reads the edge
   */
  public record Halves<T>(Sink<T, NotUsed> sink, Source<T, NotUsed> source) {

    /**
     * Returns two halves that are joined by the values that they materialize.
     *
     * @param sink writes the edge
     * @param source reads the edge
     * @param join joins the two values as soon as both halves run
     * @return both halves, without those values
     */
    public static <T, W, R> Halves<T> joined(
        Sink<T, W> sink, Source<T, R> source, BiConsumer<W, R> join) {
      CompletableFuture<W> written = new CompletableFuture<>();
      return new Halves<>(
          sink.mapMaterializedValue(
              writer -> {
                written.complete(writer);
                return NotUsed.getInstance();
              }),
          source.mapMaterializedValue(
              reader -> {
                written.thenAccept(writer -> join.accept(writer, reader));
                return NotUsed.getInstance();
              }));
    }
  }
}
