package io.culvert.javadsl;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.apache.pekko.NotUsed;
import org.apache.pekko.stream.javadsl.RunnableGraph;
import org.apache.pekko.stream.javadsl.Sink;
import org.apache.pekko.stream.javadsl.Source;

/** A part of a {@link Split}, with the edges that it has asked for when its graph was made once. */
record SplitPart(
    String name,
    Function<SplitPorts, RunnableGraph<?>> graph,
    List<SplitEdge<?>> reads,
    List<SplitEdge<?>> writes) {

  static SplitPart of(String name, Function<SplitPorts, RunnableGraph<?>> graph) {
    Objects.requireNonNull(name, "name");
    Notes notes = new Notes();
    Objects.requireNonNull(graph.apply(notes), "graph");
    return new SplitPart(name, graph, List.copyOf(notes.reads), List.copyOf(notes.writes));
  }

  /** Whether nothing goes on from here. */
  boolean isLast() {
    return writes.isEmpty();
  }

  /** Takes note of what is asked for. The graph that is made with it never runs. */
  private static final class Notes implements SplitPorts {

    private final List<SplitEdge<?>> reads = new ArrayList<>();
    private final List<SplitEdge<?>> writes = new ArrayList<>();

    @Override
    public <T> Source<T, NotUsed> from(SplitEdge<T> edge) {
      reads.add(edge);
      return Source.empty();
    }

    @Override
    public <T> Sink<T, NotUsed> to(SplitEdge<T> edge) {
      writes.add(edge);
      return Sink.cancelled();
    }
  }
}
