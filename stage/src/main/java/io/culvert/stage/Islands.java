package io.culvert.stage;

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
 * INTERNAL API. Makes a part of a graph run asynchronously, joined to the rest by edges inside
 * this JVM.
 *
 * <p>The part is closed before the asynchronous boundary is put around it: a boundary around a
 * part with open ports would bring back the buffers and messages of Pekko's own that the edge
 * is to replace.
 */
public final class Islands {

  private final int spins;

  /**
   * Creates a builder of graphs with edges of one kind.
   *
   * @param spins how often a reader that finds its edge empty checks again before it parks
   */
  public Islands(int spins) {
    this.spins = spins;
  }

  /**
   * Returns an asynchronous part before an edge.
   *
   * @param <T> the type of the elements
   * @param <M> the type of the value that the part materializes
   * @param upstream the part
   * @param carriers opens the queue of the edge
   * @return the part as a source
   */
  public <T, M> Graph<SourceShape<T>, M> source(Source<T, M> upstream, Carriers<T> carriers) {
    Graph<ClosedShape, Pair<M, IslandEdge<T>>> island =
        upstream.toMat(new IslandSink<T>(carriers), Keep.both()).async();
    return GraphDSL.create(
        island,
        new IslandSource<T>(spins),
        (values, joined) -> {
          joined.complete(values.second());
          return values.first();
        },
        (builder, closed, source) -> source);
  }

  /**
   * Returns an asynchronous part after an edge.
   *
   * @param <T> the type of the elements
   * @param <M> the type of the value that the part materializes
   * @param downstream the part
   * @param carriers opens the queue of the edge
   * @return the part as a sink
   */
  public <T, M> Graph<SinkShape<T>, M> sink(Sink<T, M> downstream, Carriers<T> carriers) {
    Graph<ClosedShape, Pair<CompletableFuture<IslandEdge<T>>, M>> island =
        Source.fromGraph(new IslandSource<T>(spins)).toMat(downstream, Keep.both()).async();
    return GraphDSL.create(
        island,
        new IslandSink<T>(carriers),
        (values, edge) -> {
          values.first().complete(edge);
          return values.second();
        },
        (builder, closed, sink) -> sink);
  }

  /**
   * Returns an asynchronous part between two edges.
   *
   * @param <I> the type of the elements that go in
   * @param <O> the type of the elements that come out
   * @param <M> the type of the value that the part materializes
   * @param inner the part
   * @param before opens the queue of the edge before the part
   * @param after opens the queue of the edge after the part
   * @return the part as a flow
   */
  public <I, O, M> Graph<FlowShape<I, O>, M> flow(
      Flow<I, O, M> inner, Carriers<I> before, Carriers<O> after) {
    Graph<SinkShape<I>, Pair<M, IslandEdge<O>>> island =
        sink(inner.toMat(new IslandSink<O>(after), Keep.both()), before);
    return GraphDSL.create(
        island,
        new IslandSource<O>(spins),
        (values, joined) -> {
          joined.complete(values.second());
          return values.first();
        },
        (builder, sink, source) -> FlowShape.of(sink.in(), source.out()));
  }

  /**
   * Returns an edge between two graphs that are materialized one by one, in any order.
   *
   * @param <T> the type of the elements
   * @param carriers opens the queue of the edge
   * @return the two ends, each to be materialized once
   */
  public <T> Ends<T> ends(Carriers<T> carriers) {
    return Ends.joined(
        Sink.fromGraph(new IslandSink<T>(carriers)),
        Source.fromGraph(new IslandSource<T>(spins)),
        (edge, joined) -> joined.complete(edge));
  }

  /**
   * The ends of an edge.
   *
   * @param <T> the type of the elements
   * @param sink writes the edge
   * @param source reads the edge
   */
  public record Ends<T>(Sink<T, NotUsed> sink, Source<T, NotUsed> source) {

    /**
     * Returns two ends that are joined by the values that they materialize.
     *
     * @param <T> the type of the elements
     * @param <W> the type of the value that the sink materializes
     * @param <R> the type of the value that the source materializes
     * @param sink writes the edge
     * @param source reads the edge
     * @param join joins the two values as soon as both ends run
     * @return both ends, without those values
     */
    public static <T, W, R> Ends<T> joined(
        Sink<T, W> sink, Source<T, R> source, BiConsumer<W, R> join) {
      CompletableFuture<W> written = new CompletableFuture<>();
      return new Ends<>(
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
