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
 * INTERNAL API. Puts a part of a graph into an island of its own, joined to the rest by edges
 * inside this JVM.
 *
 * <p>The part is closed before the asynchronous boundary is put around it: a boundary around a part
 * with open ports would bring back the buffers and messages of Pekko's own that the edge is to
 * replace.
 */
public final class Islands {

  private final int spins;

  /**
   * Islands with edges of one kind.
   *
   * @param spins how often a side that finds its edge empty looks again first
   */
  public Islands(int spins) {
    this.spins = spins;
  }

  /**
   * An island before an edge.
   *
   * @param <T> the type of the elements
   * @param <M> what the part materializes
   * @param upstream the part
   * @param carriers what its elements lie in on their way
   * @return what it looks like from outside
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
   * An island behind an edge.
   *
   * @param <T> the type of the elements
   * @param <M> what the part materializes
   * @param downstream the part
   * @param carriers what its elements lie in on their way
   * @return what it looks like from outside
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
   * An island between two edges.
   *
   * @param <I> the type of the elements that go in
   * @param <O> the type of the elements that come out
   * @param <M> what the part materializes
   * @param inner the part
   * @param before what the elements that go in lie in on their way
   * @param behind what the elements that come out lie in on their way
   * @return what it looks like from outside
   */
  public <I, O, M> Graph<FlowShape<I, O>, M> flow(
      Flow<I, O, M> inner, Carriers<I> before, Carriers<O> behind) {
    Graph<SinkShape<I>, Pair<M, IslandEdge<O>>> island =
        sink(inner.toMat(new IslandSink<O>(behind), Keep.both()), before);
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
   * An edge between two graphs that are materialized one by one, in any order.
   *
   * @param <T> the type of the elements
   * @param carriers what its elements lie in on their way
   * @return its ends, each to be materialized once
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
   * @param sink where it is written
   * @param source where it is read
   */
  public record Ends<T>(Sink<T, NotUsed> sink, Source<T, NotUsed> source) {

    /**
     * Ends that have yet to be joined by what they materialize.
     *
     * @param <T> the type of the elements
     * @param <W> what the sink materializes
     * @param <R> what the source materializes
     * @param sink where the edge is written
     * @param source where it is read
     * @param join joins them as soon as both run
     * @return both, without those values
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
