package io.culvert.javadsl;

import io.culvert.RingSettings;
import io.culvert.codec.Codec;
import io.culvert.codec.Encoding;
import io.culvert.split.PartPorts;
import io.culvert.split.SplitGraph;
import io.culvert.split.SplitPart;
import io.culvert.split.SplitRun;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.apache.pekko.NotUsed;
import org.apache.pekko.actor.ClassicActorSystemProvider;
import org.apache.pekko.stream.javadsl.Flow;
import org.apache.pekko.stream.javadsl.Keep;
import org.apache.pekko.stream.javadsl.RunnableGraph;
import org.apache.pekko.stream.javadsl.Sink;
import org.apache.pekko.stream.javadsl.Source;

/**
 * Describes a graph of named parts once. One JVM runs all parts, or each JVM runs some of them;
 * only the call of {@link #run} differs.
 *
 * <p>Between two parts in the same run, the edge is an {@link Edge} with the settings of its ring's
 * name in the configuration ({@code culvert.edges."split.edge"}). Between two parts of which only
 * one is in the run, the edge is a ring with the name <i>split.edge</i>: a {@link RingSink} writes
 * to it, a {@link RingSource} reads from it.
 *
 * <p>{@link Named#source} begins a pipeline. {@link Named#part} adds a part of a graph of any other
 * form: each part is a closed graph that {@link SplitPorts} connects to its edges.
 *
 * <p>Immutable. It may run repeatedly, but only one run at a time on a host can have the rings.
 */
public final class Split {

  private final SplitGraph graph;
  private final RingSettings rings; // null: those of the actor system

  private Split(SplitGraph graph, RingSettings rings) {
    this.graph = graph;
    this.rings = rings;
  }

  /**
   * {@return a description without parts}
   *
   * @param name name of the graph: the first part of the names of its rings
   */
  public static Named named(String name) {
    return new Named(name);
  }

  /**
   * {@return an edge that may connect JVMs}
   *
   * @param <T> the type of the elements
   * @param name the edge's name, unique in the split
   * @param encoding a {@link Codec}, which encodes the elements between JVMs; with an {@link
   *     io.culvert.codec.Offload} the edge stays in one JVM
   */
  public static <T> SplitEdge<T> edge(String name, Encoding<T> encoding) {
    return new SplitEdge<>(name, Objects.requireNonNull(encoding, "encoding"));
  }

  /**
   * {@return an edge that stays in one JVM}
   *
   * @param <T> the type of the elements
   * @param name the edge's name, unique in the split
   */
  public static <T> SplitEdge<T> edge(String name) {
    return new SplitEdge<>(name, null);
  }

  /**
   * {@return a copy with settings for its rings, instead of those of the actor system}
   *
   * @param settings the settings; they must be the same wherever a part runs
   */
  public Split withRingSettings(RingSettings settings) {
    return new Split(graph, Objects.requireNonNull(settings, "settings"));
  }

  /**
   * Runs all parts in this JVM.
   *
   * @param system runs them
   * @return the running parts
   */
  public SplitControl run(ClassicActorSystemProvider system) {
    return run(system, graph.partNames().toArray(String[]::new));
  }

  /**
   * Runs some parts in this JVM. Other JVMs, or another call, run the others.
   *
   * @param system runs them
   * @param names names of the parts, in any order
   * @return the running parts
   * @throws IllegalArgumentException if a name is unknown, there is no name, or an edge to a part
   *     that does not run here has no codec; no part runs then
   * @throws RuntimeException what a part throws when it is materialized; the parts that run already
   *     fail with it
   */
  public SplitControl run(ClassicActorSystemProvider system, String... names) {
    Objects.requireNonNull(system, "system");
    RingSettings used = rings == null ? RingSettings.create(system) : rings;
    return new SplitControl(graph.name(), SplitRun.start(system, used, graph, names));
  }

  /** {@return the parts and edges, as text or as the source of a picture} */
  public SplitPlan describe() {
    return new SplitPlan(graph);
  }

  /** A description with a name, and any number of parts. */
  public static final class Named {

    private final String name;
    private final List<SplitPart> parts;

    private Named(String name) {
      this(Objects.requireNonNull(name, "name"), List.of());
    }

    private Named(String name, List<SplitPart> parts) {
      this.name = name;
      this.parts = parts;
    }

    /**
     * Adds a part that is a closed graph. This method calls the function once, to record which
     * edges it requests; each run calls it again. It must request the same edges each time.
     *
     * @param part the part's name, unique in the split
     * @param graph creates the graph
     * @return a description with this part
     */
    public Named part(String part, Function<SplitPorts, RunnableGraph<?>> graph) {
      SplitPart added = new SplitPart(part, ports -> graph.apply(new Ports(ports)));
      return new Named(name, with(parts, added));
    }

    /**
     * Ends the description.
     *
     * @return the described graph
     * @throws IllegalArgumentException if two parts or two edges have the same name, an edge does
     *     not have one writer and one reader, or <i>split.edge</i> is not a valid ring name
     */
    public Split build() {
      return new Split(new SplitGraph(name, parts), null);
    }

    /**
     * {@return a pipeline that begins and ends with this part}
     *
     * @param <T> the type of the elements
     * @param part the part's name, unique in the split
     * @param source the part
     */
    public <T> Upstream<T> source(String part, Source<T, ?> source) {
      Objects.requireNonNull(source, "source");
      return new Upstream<>(this, part, (ports, edge) -> source.toMat(edge, Keep.left()));
    }
  }

  /** Translates the edges of the API. */
  private record Ports(PartPorts ports) implements SplitPorts {

    @Override
    public <T> Source<T, NotUsed> from(SplitEdge<T> edge) {
      return ports.from(edge.edge());
    }

    @Override
    public <T> Sink<T, NotUsed> to(SplitEdge<T> edge) {
      return ports.to(edge.edge());
    }
  }

  /** Creates the graph of a part as soon as its last edge is known. */
  private interface Open<T> {
    RunnableGraph<?> with(SplitPorts ports, Sink<T, NotUsed> edge);
  }

  /**
   * A pipeline that ends with a part.
   *
   * @param <T> the type of the elements that the part emits
   */
  public static final class Upstream<T> {

    private final Named before;
    private final String part;
    private final Open<T> open;

    private Upstream(Named before, String part, Open<T> open) {
      this.before = before;
      this.part = part;
      this.open = open;
    }

    /**
     * {@return a pipeline that ends with an edge like {@link Split#edge(String, Encoding)}}
     *
     * @param name the edge's name, unique in the split
     * @param encoding encodes the elements
     */
    public Downstream<T> edge(String name, Encoding<T> encoding) {
      return edge(Split.edge(name, encoding));
    }

    /**
     * {@return a pipeline that ends with an edge that stays in one JVM}
     *
     * @param name the edge's name, unique in the split
     */
    public Downstream<T> edge(String name) {
      return edge(Split.<T>edge(name));
    }

    private Downstream<T> edge(SplitEdge<T> edge) {
      return new Downstream<>(before.part(part, ports -> open.with(ports, ports.to(edge))), edge);
    }
  }

  /**
   * A pipeline that ends with an edge.
   *
   * @param <T> the type of the elements that cross the edge
   */
  public static final class Downstream<T> {

    private final Named before;
    private final SplitEdge<T> edge;

    private Downstream(Named before, SplitEdge<T> edge) {
      this.before = before;
      this.edge = edge;
    }

    /**
     * {@return a pipeline that ends with this part}
     *
     * @param <U> the type of the elements that the part emits
     * @param part the part's name, unique in the split
     * @param flow the part
     */
    public <U> Upstream<U> flow(String part, Flow<T, U, ?> flow) {
      Objects.requireNonNull(flow, "flow");
      return new Upstream<>(
          before,
          part,
          (ports, next) -> ports.from(edge).viaMat(flow, Keep.right()).toMat(next, Keep.left()));
    }

    /**
     * Adds the last part of the pipeline and ends the description.
     *
     * @param part the part's name, unique in the split
     * @param sink the part
     * @return the described graph
     * @throws IllegalArgumentException like {@link Named#build}
     */
    public Split sink(String part, Sink<T, ?> sink) {
      Objects.requireNonNull(sink, "sink");
      return before.part(part, ports -> ports.from(edge).toMat(sink, Keep.right())).build();
    }
  }

  private static <E> List<E> with(List<E> list, E added) {
    List<E> longer = new ArrayList<>(list);
    longer.add(added);
    return longer;
  }
}
