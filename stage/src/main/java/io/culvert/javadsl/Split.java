package io.culvert.javadsl;

import io.culvert.RingSettings;
import io.culvert.codec.Codec;
import io.culvert.javadsl.SplitPart.FlowPart;
import io.culvert.javadsl.SplitPart.SinkPart;
import io.culvert.javadsl.SplitPart.SourcePart;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.apache.pekko.actor.ClassicActorSystemProvider;
import org.apache.pekko.stream.javadsl.Flow;
import org.apache.pekko.stream.javadsl.Sink;
import org.apache.pekko.stream.javadsl.Source;

/**
 * One description of a pipeline whose parts have names. It runs whole in one JVM, or each JVM runs
 * some of its parts; nothing but the call of {@link #run} changes.
 *
 * <p>Between two parts that run together the edge is one of {@link Edge}, with the settings of its
 * name in the configuration. Between two parts of which only one runs here it is a ring, called
 * <i>split.edge</i>: {@link RingSink} on this side of it, {@link RingSource} on the other one.
 *
 * <p>Immutable; it may be run any number of times, though of two runs at once on one host only one
 * can have the rings.
 */
public final class Split {

  private final String name;
  private final List<SplitPart> parts;
  private final List<SplitEdge> edges;
  private final Optional<RingSettings> settings;

  private Split(
      String name, List<SplitPart> parts, List<SplitEdge> edges, Optional<RingSettings> settings) {
    this.name = name;
    this.parts = List.copyOf(parts);
    this.edges = List.copyOf(edges);
    this.settings = settings;
  }

  /**
   * Begins a description.
   *
   * @param name of the pipeline: the first part of the names of its rings
   * @return what the source is added to
   */
  public static Named named(String name) {
    return new Named(name);
  }

  /**
   * The same with settings for its rings. Without them those of the actor system hold.
   *
   * @param rings the settings; they must be the same wherever a part runs
   * @return a changed copy
   */
  public Split withRingSettings(RingSettings rings) {
    return new Split(name, parts, edges, Optional.of(rings));
  }

  /**
   * Runs all parts in this JVM.
   *
   * @param system runs them
   * @return what has become of it
   */
  public SplitControl run(ClassicActorSystemProvider system) {
    return run(system, parts.stream().map(SplitPart::name).toArray(String[]::new));
  }

  /**
   * Runs some parts in this JVM. The others are for other JVMs, or for another call.
   *
   * @param system runs them
   * @param names of the parts, in any order
   * @return what has become of them
   * @throws IllegalArgumentException when there is no part of a name, no name, or when an edge to a
   *     part that does not run here has no codec; nothing runs then
   */
  public SplitControl run(ClassicActorSystemProvider system, String... names) {
    Objects.requireNonNull(system, "system");
    Set<String> here = new LinkedHashSet<>(List.of(names));
    if (here.isEmpty()) {
      throw new IllegalArgumentException(
          "no part to run: split=" + name + ", parts=" + partNames());
    }
    here.forEach(this::requirePart);
    RingSettings rings = settings.orElseGet(() -> RingSettings.create(system));
    return new SplitRun(system, rings, name, parts, edges, here).start();
  }

  private void requirePart(String part) {
    if (!partNames().contains(part)) {
      throw new IllegalArgumentException(
          "unknown part: part=" + part + ", split=" + name + ", parts=" + partNames());
    }
  }

  private List<String> partNames() {
    return parts.stream().map(SplitPart::name).toList();
  }

  /**
   * The plan, as text or as a picture.
   *
   * @return what is described here
   */
  public SplitPlan describe() {
    return new SplitPlan(name, parts, edges);
  }

  /** A description with a name and nothing else. */
  public static final class Named {

    private final String name;

    private Named(String name) {
      this.name = Objects.requireNonNull(name, "name");
    }

    /**
     * The part that everything comes from.
     *
     * @param <T> what it emits
     * @param part its name
     * @param source the part
     * @return what the first edge is added to
     */
    public <T> Upstream<T> source(String part, Source<T, ?> source) {
      return new Upstream<>(
          name, List.of(new SourcePart(part, Objects.requireNonNull(source, "source"))), List.of());
    }
  }

  /**
   * A description that ends with a part.
   *
   * @param <T> what the part emits
   */
  public static final class Upstream<T> {

    private final String name;
    private final List<SplitPart> parts;
    private final List<SplitEdge> edges;

    private Upstream(String name, List<SplitPart> parts, List<SplitEdge> edges) {
      this.name = name;
      this.parts = parts;
      this.edges = edges;
    }

    /**
     * An edge that may cross JVMs.
     *
     * @param edge its name, one that no other edge of this split has
     * @param codec of the elements
     * @return what the next part is added to
     * @throws IllegalArgumentException when <i>split.edge</i> is no name of a ring, or another edge
     *     has the name
     */
    public Downstream<T> edge(String edge, Codec<T> codec) {
      return edge(edge, Optional.of(codec));
    }

    /**
     * An edge that stays in one JVM.
     *
     * @param edge its name, one that no other edge of this split has
     * @return what the next part is added to
     * @throws IllegalArgumentException as above
     */
    public Downstream<T> edge(String edge) {
      return edge(edge, Optional.empty());
    }

    private Downstream<T> edge(String edge, Optional<Codec<T>> codec) {
      Objects.requireNonNull(edge, "edge");
      if (edges.stream().anyMatch(other -> other.name().equals(edge))) {
        throw new IllegalArgumentException(
            "two edges of one name: edge=" + edge + ", split=" + name + "; rename one");
      }
      return new Downstream<>(name, parts, with(edges, SplitEdge.of(name, edge, codec)));
    }
  }

  /**
   * A description that ends with an edge.
   *
   * @param <T> what comes over the edge
   */
  public static final class Downstream<T> {

    private final String name;
    private final List<SplitPart> parts;
    private final List<SplitEdge> edges;

    private Downstream(String name, List<SplitPart> parts, List<SplitEdge> edges) {
      this.name = name;
      this.parts = parts;
      this.edges = edges;
    }

    /**
     * A part in the middle.
     *
     * @param <U> what it emits
     * @param part its name, one that no other part of this split has
     * @param flow the part
     * @return what the next edge is added to
     * @throws IllegalArgumentException when another part has the name
     */
    public <U> Upstream<U> flow(String part, Flow<T, U, ?> flow) {
      SplitPart added = new FlowPart(unused(part), Objects.requireNonNull(flow, "flow"));
      return new Upstream<>(name, with(parts, added), edges);
    }

    /**
     * The part where everything ends.
     *
     * @param part its name, one that no other part of this split has
     * @param sink the part
     * @return the whole description
     * @throws IllegalArgumentException when another part has the name
     */
    public Split sink(String part, Sink<T, ?> sink) {
      SplitPart added = new SinkPart(unused(part), Objects.requireNonNull(sink, "sink"));
      return new Split(name, with(parts, added), edges, Optional.empty());
    }

    private String unused(String part) {
      Objects.requireNonNull(part, "part");
      if (parts.stream().anyMatch(other -> other.name().equals(part))) {
        throw new IllegalArgumentException(
            "two parts of one name: part=" + part + ", split=" + name + "; rename one");
      }
      return part;
    }
  }

  private static <E> List<E> with(List<E> list, E added) {
    List<E> longer = new ArrayList<>(list);
    longer.add(added);
    return longer;
  }
}
