package io.culvert.split;

import io.culvert.EdgeSettings;
import io.culvert.RingSettings;
import io.culvert.annotation.InternalApi;
import io.culvert.edge.EdgeBuilder;
import io.culvert.edge.EdgeGraphs;
import io.culvert.split.SplitGraph.Link;
import io.culvert.stage.RingRef;
import io.culvert.stage.RingSinkStage;
import io.culvert.stage.RingSourceStage;
import io.culvert.stage.Stay;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.Done;
import org.apache.pekko.NotUsed;
import org.apache.pekko.actor.ClassicActorSystemProvider;
import org.apache.pekko.stream.KillSwitches;
import org.apache.pekko.stream.SharedKillSwitch;
import org.apache.pekko.stream.javadsl.Flow;
import org.apache.pekko.stream.javadsl.RunnableGraph;
import org.apache.pekko.stream.javadsl.Sink;
import org.apache.pekko.stream.javadsl.Source;

/**
 * Runs some parts of a graph. Each part is a stream of its own. Each of its edges leads to another
 * part in this JVM, or to a ring.
 */
@InternalApi
public final class SplitRun {

  private final ClassicActorSystemProvider system;
  private final RingSettings rings;
  private final SplitGraph graph;
  private final Set<String> here;

  /** Edges with both halves in this run. */
  private final Map<PartEdge<?>, EdgeGraphs.Halves<?>> inside = new HashMap<>();

  /** Materialized values of the parts, by their names. */
  private final Map<String, Object> values = new HashMap<>();

  private final List<CompletionStage<?>> ends = new ArrayList<>();

  /** At each half of an edge. */
  private final SharedKillSwitch failure = KillSwitches.shared("split");

  private SplitRun(
      ClassicActorSystemProvider system, RingSettings rings, SplitGraph graph, Set<String> here) {
    this.system = system;
    this.rings = rings;
    this.graph = graph;
    this.here = here;
  }

  /**
   * Runs some parts.
   *
   * @param system runs them
   * @param rings settings of the rings
   * @param graph the graph
   * @param names names of the parts
   * @return the running parts
   * @throws IllegalArgumentException if a name is unknown, there is no name, or an edge to a part
   *     that does not run here has no codec; no part runs then
   * @throws RuntimeException what a part throws when it is materialized; parts that run already
   *     fail
   */
  public static SplitRun start(
      ClassicActorSystemProvider system, RingSettings rings, SplitGraph graph, String... names) {
    Set<String> here = new LinkedHashSet<>(List.of(names));
    if (here.isEmpty()) {
      throw new IllegalArgumentException(
          "no part to run: split=" + graph.name() + ", parts=" + graph.partNames());
    }
    for (String part : here) {
      if (!graph.partNames().contains(part)) {
        throw new IllegalArgumentException(
            "unknown part: part="
                + part
                + ", split="
                + graph.name()
                + ", parts="
                + graph.partNames());
      }
    }
    SplitRun run = new SplitRun(system, rings, graph, here);
    run.start();
    return run;
  }

  /** {@return the materialized values of the parts, by their names} */
  public Map<String, Object> values() {
    return Map.copyOf(values);
  }

  /** {@return completes when all streams and the futures of the last parts have completed} */
  public CompletionStage<Done> done() {
    CompletableFuture<?>[] all =
        ends.stream()
            .map(CompletionStage::toCompletableFuture)
            .toArray(CompletableFuture<?>[]::new);
    return CompletableFuture.allOf(all)
        .<Done>thenApply(nothing -> Done.getInstance())
        .minimalCompletionStage();
  }

  private void start() {
    graph.links().forEach(this::prepare);
    Map<SplitPart, RunnableGraph<?>> streams = new LinkedHashMap<>();
    for (SplitPart part : graph.parts()) {
      if (isHere(part)) {
        streams.put(part, part.graph(new Ports(part)));
      }
    }
    run(streams); // only after all graphs are created: creating one may fail
  }

  private void prepare(Link link) {
    boolean isWriterHere = isHere(link.writer());
    boolean isReaderHere = isHere(link.reader());
    if (isWriterHere && isReaderHere) {
      inside.put(link.edge(), halves(link.edge()));
    } else if ((isWriterHere || isReaderHere) && link.edge().codec() == null) {
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

  private <T> EdgeGraphs.Halves<T> halves(PartEdge<T> edge) {
    return EdgeBuilder.halves(edge.encoding(), EdgeSettings.create(system, graph.ring(edge)));
  }

  private boolean isHere(SplitPart part) {
    return here.contains(part.name());
  }

  /**
   * Runs the streams. If one of them cannot start, those that run already fail, here and elsewhere.
   *
   * <p>All streams run on the materializer of the system. A materializer of this run's own could
   * end them all at once, but it would need a shutdown at the end of the run. That end is unknown:
   * a part may have branches without an edge, and these may outlive all that this class observes.
   */
  private void run(Map<SplitPart, RunnableGraph<?>> streams) {
    try {
      streams.forEach((part, stream) -> addValue(part, stream.run(system)));
    } catch (RuntimeException e) {
      failure.abort(e);
      graph.links().forEach(this::drop);
      throw e;
    }
  }

  /** Cancels a writer whose reader did not start. It would wait for the reader forever. */
  private void drop(Link link) {
    if (inside.containsKey(link.edge()) && !values.containsKey(link.reader().name())) {
      inside.get(link.edge()).source().runWith(Sink.cancelled(), system);
    }
  }

  private void addValue(SplitPart part, Object value) {
    values.put(part.name(), value);
    if (part.isLast() && value instanceof CompletionStage<?> end) {
      ends.add(end);
    }
  }

  private NotUsed addEnd(CompletionStage<?> end) {
    ends.add(end);
    return NotUsed.getInstance();
  }

  private final class Ports implements PartPorts {

    private final SplitPart part;

    Ports(SplitPart part) {
      this.part = part;
    }

    @Override
    public <T> Source<T, NotUsed> from(PartEdge<T> edge) {
      require(part.reads().contains(edge), edge);
      Source<T, NotUsed> source =
          (inside.containsKey(edge) ? inner(edge).source() : ringSource(edge)).via(failure.flow());
      return part.isLast()
          ? source.watchTermination((nothing, termination) -> addEnd(termination))
          : source;
    }

    private <T> Source<T, NotUsed> ringSource(PartEdge<T> edge) {
      return Source.fromGraph(RingSourceStage.releasing(ring(edge)))
          .mapMaterializedValue(handle -> addEnd(handle.shutdown()));
    }

    @Override
    public <T> Sink<T, NotUsed> to(PartEdge<T> edge) {
      require(part.writes().contains(edge), edge);
      Sink<T, NotUsed> sink = inside.containsKey(edge) ? inner(edge).sink() : ringSink(edge);
      return Flow.<T>create().via(failure.flow()).to(sink);
    }

    private <T> Sink<T, NotUsed> ringSink(PartEdge<T> edge) {
      return Sink.fromGraph(new RingSinkStage<>(ring(edge), Stay.UNTIL_PUBLISHED))
          .mapMaterializedValue(handle -> addEnd(handle.published()));
    }

    private <T> RingRef<T> ring(PartEdge<T> edge) {
      return new RingRef<>(graph.ring(edge), edge.codec(), Optional.of(rings));
    }

    @SuppressWarnings("unchecked") // the halves have the type of the edge that is their key
    private <T> EdgeGraphs.Halves<T> inner(PartEdge<T> edge) {
      return (EdgeGraphs.Halves<T>) inside.get(edge);
    }

    private void require(boolean known, PartEdge<?> edge) {
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
