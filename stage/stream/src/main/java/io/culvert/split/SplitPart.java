package io.culvert.split;

import io.culvert.annotation.InternalApi;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.apache.pekko.NotUsed;
import org.apache.pekko.stream.javadsl.RunnableGraph;
import org.apache.pekko.stream.javadsl.Sink;
import org.apache.pekko.stream.javadsl.Source;

/** A part of a graph and its edges. */
@InternalApi
public final class SplitPart {

  private final String name;
  private final Function<PartPorts, RunnableGraph<?>> factory;
  private final Recorder edges = new Recorder();

  /**
   * Creates a part. Calls the factory once, to record which edges it requests.
   *
   * @param name the part's name
   * @param factory creates the graph of the part
   */
  public SplitPart(String name, Function<PartPorts, RunnableGraph<?>> factory) {
    this.name = Objects.requireNonNull(name, "name");
    this.factory = factory;
    graph(edges);
  }

  String name() {
    return name;
  }

  RunnableGraph<?> graph(PartPorts ports) {
    return Objects.requireNonNull(factory.apply(ports), "graph");
  }

  List<PartEdge<?>> reads() {
    return edges.reads;
  }

  List<PartEdge<?>> writes() {
    return edges.writes;
  }

  boolean isLast() {
    return edges.writes.isEmpty();
  }

  @Override
  public String toString() {
    return name;
  }

  /** Records the requested edges. A graph with these ports never runs. */
  private static final class Recorder implements PartPorts {

    private final List<PartEdge<?>> reads = new ArrayList<>();
    private final List<PartEdge<?>> writes = new ArrayList<>();

    @Override
    public <T> Source<T, NotUsed> from(PartEdge<T> edge) {
      reads.add(edge);
      return Source.empty();
    }

    @Override
    public <T> Sink<T, NotUsed> to(PartEdge<T> edge) {
      writes.add(edge);
      return Sink.cancelled();
    }
  }
}
