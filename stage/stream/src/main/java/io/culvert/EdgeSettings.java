package io.culvert;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigUtil;
import java.util.Objects;
import java.util.Optional;
import org.apache.pekko.actor.ClassicActorSystemProvider;

/**
 * Settings of an edge inside one JVM. Immutable; each {@code with} method returns a changed copy.
 * {@code reference.conf} describes the values under {@value #CONFIG_PATH}.
 *
 * <p>A value out of its range is refused with an {@link IllegalArgumentException}. A value that is
 * missing from a configuration, or of another type, is refused with a {@link
 * com.typesafe.config.ConfigException}.
 */
public final class EdgeSettings {

  /** Path of the settings in the configuration of an actor system: one section for each edge. */
  public static final String CONFIG_PATH = "culvert.edges";

  private static final String DEFAULT = "default";

  /** The section of a former version. Ignored, it would leave its edges with other settings. */
  private static final String FORMER_PATH = "culvert.edge";

  private static final int MAX_CAPACITY = 1 << 20;

  private final EdgeTransport memory;
  private final int capacity;
  private final int inlineSpins;
  private final RingSettings ring; // null: those of the actor system

  private EdgeSettings(EdgeTransport memory, int capacity, int inlineSpins, RingSettings ring) {
    if (capacity < 1 || capacity > MAX_CAPACITY) {
      throw new IllegalArgumentException(
          CONFIG_PATH + ".<name>.capacity must be 1 to " + MAX_CAPACITY + ": capacity=" + capacity);
    }
    if (inlineSpins < 0) {
      throw new IllegalArgumentException(
          CONFIG_PATH + ".<name>.inline-spins must not be negative: inline-spins=" + inlineSpins);
    }
    this.memory = Objects.requireNonNull(memory, "memory");
    this.capacity = capacity;
    this.inlineSpins = inlineSpins;
    this.ring = ring;
  }

  /**
   * Reads the section {@code default} of an actor system.
   *
   * @param system the system
   * @return its settings for an edge without a name
   * @throws IllegalArgumentException if it has the section {@code culvert.edge} of a former version
   */
  public static EdgeSettings create(ClassicActorSystemProvider system) {
    return create(system, DEFAULT);
  }

  /**
   * Reads the section with the name of an edge. Values missing there come from the section {@code
   * default}.
   *
   * @param system the system
   * @param name the edge's name
   * @return its settings for that edge
   * @throws IllegalArgumentException if it has the section {@code culvert.edge} of a former version
   */
  public static EdgeSettings create(ClassicActorSystemProvider system, String name) {
    String path = ConfigUtil.joinPath(Objects.requireNonNull(name, "name"));
    Config all = system.classicSystem().settings().config();
    requireNoFormerSection(all);
    Config edges = all.getConfig(CONFIG_PATH);
    Config defaults = edges.getConfig(DEFAULT);
    return create(edges.hasPath(path) ? edges.getConfig(path).withFallback(defaults) : defaults);
  }

  private static void requireNoFormerSection(Config all) {
    if (all.hasPath(FORMER_PATH)) {
      throw new IllegalArgumentException(
          "section of a former version: section="
              + FORMER_PATH
              + ", origin="
              + all.getValue(FORMER_PATH).origin().description()
              + "; move the settings of all edges to "
              + CONFIG_PATH
              + "."
              + DEFAULT
              + ", and those of one edge to "
              + CONFIG_PATH
              + ".<name>");
    }
  }

  /**
   * Reads a section of a configuration.
   *
   * @param config a section with the keys of {@code culvert.edges.default}
   * @return the settings
   */
  public static EdgeSettings create(Config config) {
    return new EdgeSettings(
        EdgeTransport.of(config.getString("memory")),
        config.getInt("capacity"),
        config.getInt("inline-spins"),
        null);
  }

  /** {@return the memory of the edge} */
  public EdgeTransport memory() {
    return memory;
  }

  /** {@return how many elements the edge may hold} */
  public int capacity() {
    return capacity;
  }

  /** {@return how often a side that finds the edge empty polls before it gives its thread back} */
  public int inlineSpins() {
    return inlineSpins;
  }

  /**
   * {@return the settings of the ring of an edge in memory {@link EdgeTransport#SHARED}; empty for
   * those of the actor system that runs the graph}
   */
  public Optional<RingSettings> ring() {
    return Optional.ofNullable(ring);
  }

  /**
   * {@return a copy with another memory}
   *
   * @param other the memory
   */
  public EdgeSettings withMemory(EdgeTransport other) {
    return new EdgeSettings(other, capacity, inlineSpins, ring);
  }

  /**
   * {@return a copy with another capacity}
   *
   * @param elements how many elements the edge may hold
   */
  public EdgeSettings withCapacity(int elements) {
    return new EdgeSettings(memory, elements, inlineSpins, ring);
  }

  /**
   * {@return a copy with another number of polls}
   *
   * @param spins how often a side that finds the edge empty polls first
   */
  public EdgeSettings withInlineSpins(int spins) {
    return new EdgeSettings(memory, capacity, spins, ring);
  }

  /**
   * {@return a copy with another ring, for memory {@link EdgeTransport#SHARED}}
   *
   * @param settings the ring's settings; the edge uses directory, capacity, max-message-size and
   *     allow-network-file-system
   */
  public EdgeSettings withRing(RingSettings settings) {
    return new EdgeSettings(
        memory, capacity, inlineSpins, Objects.requireNonNull(settings, "settings"));
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof EdgeSettings
        && memory == ((EdgeSettings) other).memory
        && capacity == ((EdgeSettings) other).capacity
        && inlineSpins == ((EdgeSettings) other).inlineSpins
        && Objects.equals(ring, ((EdgeSettings) other).ring);
  }

  @Override
  public int hashCode() {
    return Objects.hash(memory, capacity, inlineSpins, ring);
  }

  @Override
  public String toString() {
    return "EdgeSettings(memory="
        + memory
        + ", capacity="
        + capacity
        + ", inline-spins="
        + inlineSpins
        + (ring == null ? "" : ", ring=" + ring)
        + ")";
  }
}
