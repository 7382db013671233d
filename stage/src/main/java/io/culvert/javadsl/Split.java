package io.culvert.javadsl;

import io.culvert.RingSettings;
import io.culvert.codec.Codec;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.apache.pekko.NotUsed;
import org.apache.pekko.actor.ClassicActorSystemProvider;
import org.apache.pekko.stream.javadsl.Flow;
import org.apache.pekko.stream.javadsl.Keep;
import org.apache.pekko.stream.javadsl.RunnableGraph;
import org.apache.pekko.stream.javadsl.Sink;
import org.apache.pekko.stream.javadsl.Source;

/**
 * One description of a graph whose parts have names. It runs whole in one JVM, or each JVM runs
 * some of its parts; nothing but the call of {@link #run} changes.
 *
 * <p>Between two parts that run together the edge is one of {@link Edge}, with the settings of its
 * ring's name in the configuration ({@code culvert.edge."split.edge"}). Between two parts of which
 * only one runs here it is a ring, called <i>split.edge</i>: {@link RingSink} on this side of it,
 * {@link RingSource} on the other one.
 *
 * <p>A pipeline is described from its source to its sink. A graph of any other form is described
 * part by part, with {@link Named#part}: each part is a closed graph that meets its edges at {@link
 * SplitPorts}.
 *
 * <p>Immutable; it may be run any number of times, though of two runs at once on one host only one
 * can have the rings.
 */
public final class Split {

  private final SplitGraph graph;
  private final Optional<RingSettings> settings;

  private Split(SplitGraph graph, Optional<RingSettings> settings) {
    this.graph = graph;
    this.settings = settings;
  }

  /**
   * Begins a description.
   *
   * @param name of the whole: the first part of the names of its rings
   * @return what parts are added to
   */
  public static Named named(String name) {
    return new Named(name);
  }

  /**
   * An edge that may cross JVMs.
   *
   * @param <T> the type of its elements
   * @param name one that no other edge of the split has
   * @param codec of the elements
   * @return the edge
   */
  public static <T> SplitEdge<T> edge(String name, Codec<T> codec) {
    return new SplitEdge<>(name, Optional.of(codec));
  }

  /**
   * An edge that stays in one JVM.
   *
   * @param <T> the type of its elements
   * @param name one that no other edge of the split has
   * @return the edge
   */
  public static <T> SplitEdge<T> edge(String name) {
    return new SplitEdge<>(name, Optional.empty());
  }

  /**
   * The same with settings for its rings. Without them those of the actor system hold.
   *
   * @param rings the settings; they must be the same wherever a part runs
   * @return a changed copy
   */
  public Split withRingSettings(RingSettings rings) {
    return new Split(graph, Optional.of(rings));
  }

  /**
   * Runs all parts in this JVM.
   *
   * @param system runs them
   * @return what has become of them
   */
  public SplitControl run(ClassicActorSystemProvider system) {
    return run(system, graph.partNames().toArray(String[]::new));
  }

  /**
   * Runs some parts in this JVM. The others are for other JVMs, or for another call.
   *
   * @param system runs them
   * @param names of the parts, in any order
   * @return what has become of them
   * @throws IllegalArgumentException when there is no part of a name, no name, or when an edge to a
   *     part that does not run here has no codec; nothing runs then
   * @throws RuntimeException what a part throws when it is materialized; whatever of the others has
   *     begun then fails with it
   */
  public SplitControl run(ClassicActorSystemProvider system, String... names) {
    Objects.requireNonNull(system, "system");
    Set<String> here = new LinkedHashSet<>(List.of(names));
    if (here.isEmpty()) {
      throw new IllegalArgumentException(
          "no part to run: split=" + graph.name() + ", parts=" + graph.partNames());
    }
    here.forEach(this::requirePart);
    RingSettings rings = settings.orElseGet(() -> RingSettings.create(system));
    return new SplitRun(system, rings, graph, here).start();
  }

  private void requirePart(String part) {
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

  /**
   * The plan, as text or as a picture.
   *
   * @return what is described here
   */
  public SplitPlan describe() {
    return new SplitPlan(graph);
  }

  /** A description with a name, and perhaps with some parts. */
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
     * A part that is a closed graph. The function is called once now, to see which edges it asks
     * for, and again for each run; it must ask for the same edges each time.
     *
     * @param part its name, one that no other part of this split has
     * @param graph makes the graph
     * @return what more parts are added to
     */
    public Named part(String part, Function<SplitPorts, RunnableGraph<?>> graph) {
      return new Named(name, with(parts, SplitPart.of(part, graph)));
    }

    /**
     * Ends the description.
     *
     * @return the whole
     * @throws IllegalArgumentException when two parts or two edges have one name, an edge is not
     *     written by one part and read by one, or <i>split.edge</i> is no name of a ring
     */
    public Split build() {
      return new Split(SplitGraph.of(name, parts), Optional.empty());
    }

    /**
     * The part that everything in a pipeline comes from.
     *
     * @param <T> what it emits
     * @param part its name
     * @param source the part
     * @return what the first edge is added to
     */
    public <T> Upstream<T> source(String part, Source<T, ?> source) {
      Objects.requireNonNull(source, "source");
      return new Upstream<>(this, part, (ports, end) -> source.toMat(end, Keep.left()));
    }
  }

  /** Makes the graph of a part whose last edge is not known yet. */
  private interface Open<T> {
    RunnableGraph<?> end(SplitPorts ports, Sink<T, NotUsed> end);
  }

  /**
   * The description of a pipeline that ends with a part.
   *
   * @param <T> what the part emits
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
     * An edge that may cross JVMs.
     *
     * @param name its name, one that no other edge of this split has
     * @param codec of the elements
     * @return what the next part is added to
     */
    public Downstream<T> edge(String name, Codec<T> codec) {
      return edge(Split.edge(name, codec));
    }

    /**
     * An edge that stays in one JVM.
     *
     * @param name its name, one that no other edge of this split has
     * @return what the next part is added to
     */
    public Downstream<T> edge(String name) {
      return edge(Split.<T>edge(name));
    }

    private Downstream<T> edge(SplitEdge<T> edge) {
      return new Downstream<>(before.part(part, ports -> open.end(ports, ports.to(edge))), edge);
    }
  }

  /**
   * The description of a pipeline that ends with an edge.
   *
   * @param <T> what comes over the edge
   */
  public static final class Downstream<T> {

    private final Named before;
    private final SplitEdge<T> edge;

    private Downstream(Named before, SplitEdge<T> edge) {
      this.before = before;
      this.edge = edge;
    }

    /**
     * A part in the middle.
     *
     * @param <U> what it emits
     * @param part its name, one that no other part of this split has
     * @param flow the part
     * @return what the next edge is added to
     */
    public <U> Upstream<U> flow(String part, Flow<T, U, ?> flow) {
      Objects.requireNonNull(flow, "flow");
      return new Upstream<>(
          before,
          part,
          (ports, end) -> ports.from(edge).viaMat(flow, Keep.right()).toMat(end, Keep.left()));
    }

    /**
     * The part where everything ends.
     *
     * @param part its name, one that no other part of this split has
     * @param sink the part
     * @return the whole description
     * @throws IllegalArgumentException as {@link Named#build}
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
