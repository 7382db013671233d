package io.culvert.javadsl;

import io.culvert.EdgeSettings;
import io.culvert.RingSettings;
import io.culvert.codec.Codec;
import io.culvert.javadsl.SplitGraph.Link;
import io.culvert.stage.Islands;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.NotUsed;
import org.apache.pekko.actor.ClassicActorSystemProvider;
import org.apache.pekko.stream.KillSwitches;
import org.apache.pekko.stream.SharedKillSwitch;
import org.apache.pekko.stream.javadsl.Flow;
import org.apache.pekko.stream.javadsl.RunnableGraph;
import org.apache.pekko.stream.javadsl.Sink;
import org.apache.pekko.stream.javadsl.Source;

/**
 * Some parts of a {@link Split} as they come to life: each is a stream of its own, and meets at
 * each of its edges either another one of them or a ring.
 */
final class SplitRun {

  private final ClassicActorSystemProvider system;
  private final RingSettings rings;
  private final SplitGraph graph;
  private final Set<String> here;

  /** Edges of which both ends are here. */
  private final Map<SplitEdge<?>, Islands.Ends<?>> inside = new HashMap<>();

  /** What the parts have materialized, by their names. */
  private final Map<String, Object> values = new HashMap<>();

  private final List<CompletionStage<?>> ends = new ArrayList<>();

  /** At every end of an edge. */
  private final SharedKillSwitch failure = KillSwitches.shared("split");

  SplitRun(
      ClassicActorSystemProvider system, RingSettings rings, SplitGraph graph, Set<String> here) {
    this.system = system;
    this.rings = rings;
    this.graph = graph;
    this.here = here;
  }

  SplitControl start() {
    graph.links().forEach(this::prepare);
    Map<SplitPart, RunnableGraph<?>> streams = new LinkedHashMap<>();
    for (SplitPart part : graph.parts()) {
      if (isHere(part)) {
        streams.put(part, part.graph().apply(new Ports(part)));
      }
    }
    run(streams); // not before all of them are made: that may fail
    return new SplitControl(graph.name(), values, ends);
  }

  private void prepare(Link link) {
    boolean isWriterHere = isHere(link.writer());
    boolean isReaderHere = isHere(link.reader());
    if (isWriterHere && isReaderHere) {
      inside.put(link.edge(), ends(link.edge()));
    } else if ((isWriterHere || isReaderHere) && link.edge().codec().isEmpty()) {
      throw new IllegalArgumentException(
          "no codec for an edge between JVMs: edge="
              + link.edge()
              + ", from="
              + link.writer().name()
              + ", to="
              + link.reader().name()
              + ", split="
              + graph.name()
              + "; give the edge a codec, or run both parts together");
    }
  }

  private <T> Islands.Ends<T> ends(SplitEdge<T> edge) {
    return Edge.ends(edge.codec(), EdgeSettings.create(system, graph.ring(edge)));
  }

  private boolean isHere(SplitPart part) {
    return here.contains(part.name());
  }

  /**
   * What has begun fails, here and elsewhere, if another part cannot begin.
   *
   * <p>All of it runs on the materializer of the system. One of the run's own could end what has
   * begun at a stroke, but would have to be shut down in the end, and nobody can tell when: a part
   * may have branches that meet no edge, and those may outlive everything that is seen from here.
   */
  private void run(Map<SplitPart, RunnableGraph<?>> streams) {
    try {
      streams.forEach((part, stream) -> note(part, stream.run(system)));
    } catch (RuntimeException e) {
      failure.abort(e);
      graph.links().forEach(this::drop);
      throw e;
    }
  }

  /** A writer whose reader never comes would wait for it with what it has. */
  private void drop(Link link) {
    if (inside.containsKey(link.edge()) && !values.containsKey(link.reader().name())) {
      inside.get(link.edge()).source().runWith(Sink.cancelled(), system);
    }
  }

  private void note(SplitPart part, Object value) {
    values.put(part.name(), value);
    if (part.isLast() && value instanceof CompletionStage<?> end) {
      ends.add(end);
    }
  }

  private final class Ports implements SplitPorts {

    private final SplitPart part;

    Ports(SplitPart part) {
      this.part = part;
    }

    @Override
    public <T> Source<T, NotUsed> from(SplitEdge<T> edge) {
      require(part.reads().contains(edge), edge);
      Source<T, NotUsed> source =
          (inside.containsKey(edge) ? inner(edge).source() : ringSource(edge)).via(failure.flow());
      return part.isLast() ? source.watchTermination(this::noteEnd) : source;
    }

    private <T> Source<T, NotUsed> ringSource(SplitEdge<T> edge) {
      return RingSource.create(graph.ring(edge), codec(edge), rings)
          .mapMaterializedValue(control -> noteEnd(control, control.isShutdown()));
    }

    @Override
    public <T> Sink<T, NotUsed> to(SplitEdge<T> edge) {
      require(part.writes().contains(edge), edge);
      Sink<T, NotUsed> sink = inside.containsKey(edge) ? inner(edge).sink() : ringSink(edge);
      return Flow.<T>create().via(failure.flow()).to(sink);
    }

    private <T> Sink<T, NotUsed> ringSink(SplitEdge<T> edge) {
      return RingSink.create(graph.ring(edge), codec(edge), rings)
          .mapMaterializedValue(published -> noteEnd(published, published));
    }

    private NotUsed noteEnd(Object value, CompletionStage<?> end) {
      ends.add(end);
      return NotUsed.getInstance();
    }

    /** The type fits: it is that of the edge. */
    @SuppressWarnings("unchecked")
    private <T> Islands.Ends<T> inner(SplitEdge<T> edge) {
      return (Islands.Ends<T>) inside.get(edge);
    }

    private <T> Codec<T> codec(SplitEdge<T> edge) {
      return edge.codec().orElseThrow();
    }

    private void require(boolean known, SplitEdge<?> edge) {
      if (!known) {
        throw new IllegalStateException(
            "part asks for other edges than when it was described: part="
                + part.name()
                + ", edge="
                + edge
                + ", split="
                + graph.name());
      }
    }
  }
}
