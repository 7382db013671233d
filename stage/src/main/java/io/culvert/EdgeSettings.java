package io.culvert;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigUtil;
import com.typesafe.config.ConfigValueType;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.apache.pekko.actor.ClassicActorSystemProvider;

/**
 * How an edge inside one JVM is made. Immutable; each {@code with} method returns a changed copy.
 * The defaults, with what each value costs, are in {@code reference.conf} under {@value
 * #CONFIG_PATH}.
 */
public final class EdgeSettings {

  /** Where the settings are in the configuration of an actor system. */
  public static final String CONFIG_PATH = "culvert.edge";

  private static final String MEMORY = "memory";
  private static final String CAPACITY = "capacity";
  private static final String INLINE_SPINS = "inline-spins";
  private static final List<String> SETTINGS = List.of(MEMORY, CAPACITY, INLINE_SPINS);

  private static final int MAX_CAPACITY = 1 << 20;

  private final EdgeMemory memory;
  private final int capacity;
  private final int inlineSpins;
  private final Optional<RingSettings> ring;

  private EdgeSettings(
      EdgeMemory memory, int capacity, int inlineSpins, Optional<RingSettings> ring) {
    if (capacity < 1 || capacity > MAX_CAPACITY) {
      throw new IllegalArgumentException(
          CONFIG_PATH + ".capacity must be 1 to " + MAX_CAPACITY + ": capacity=" + capacity);
    }
    if (inlineSpins < 0) {
      throw new IllegalArgumentException(
          CONFIG_PATH + ".inline-spins must not be negative: inline-spins=" + inlineSpins);
    }
    this.memory = Objects.requireNonNull(memory, "memory");
    this.capacity = capacity;
    this.inlineSpins = inlineSpins;
    this.ring = ring;
  }

  /**
   * The settings of all edges of an actor system, under {@value #CONFIG_PATH}.
   *
   * @param system the system
   * @return its settings
   * @throws IllegalArgumentException when a value is out of its range, or an edge has the name of a
   *     setting
   * @throws com.typesafe.config.ConfigException when a value is missing or of another type
   */
  public static EdgeSettings create(ClassicActorSystemProvider system) {
    return create(section(system));
  }

  /**
   * The settings of one edge of an actor system: what is under its name in {@value #CONFIG_PATH},
   * and for what is missing there, those of all edges.
   *
   * @param system the system
   * @param name the edge's name; not that of a setting, {@code capacity} for example
   * @return its settings
   * @throws IllegalArgumentException when a value is out of its range, or an edge has the name of a
   *     setting
   * @throws com.typesafe.config.ConfigException when a value is missing or of another type
   */
  public static EdgeSettings create(ClassicActorSystemProvider system, String name) {
    if (SETTINGS.contains(Objects.requireNonNull(name, "name"))) {
      throw namedLikeSetting(name);
    }
    Config all = section(system);
    String path = ConfigUtil.joinPath(name);
    return create(all.hasPath(path) ? all.getConfig(path).withFallback(all) : all);
  }

  /** What is an edge to its user would be a value to all others. */
  private static IllegalArgumentException namedLikeSetting(String name) {
    return new IllegalArgumentException(
        "edge with the name of a setting: name="
            + name
            + ", section="
            + CONFIG_PATH
            + ", settings="
            + SETTINGS
            + "; rename the edge");
  }

  private static Config section(ClassicActorSystemProvider system) {
    return system.classicSystem().settings().config().getConfig(CONFIG_PATH);
  }

  /**
   * Settings from a section of a configuration.
   *
   * @param config a section with the keys of {@value #CONFIG_PATH} in {@code reference.conf}
   * @return the settings
   * @throws IllegalArgumentException when a value is out of its range, or an edge has the name of a
   *     setting
   * @throws com.typesafe.config.ConfigException when a value is missing or of another type
   */
  public static EdgeSettings create(Config config) {
    for (String setting : SETTINGS) {
      if (config.getValue(setting).valueType() == ConfigValueType.OBJECT) {
        throw namedLikeSetting(setting);
      }
    }
    return new EdgeSettings(
        EdgeMemory.of(config.getString(MEMORY)),
        config.getInt(CAPACITY),
        config.getInt(INLINE_SPINS),
        Optional.empty());
  }

  /**
   * What the edge is made of.
   *
   * @return the memory
   */
  public EdgeMemory memory() {
    return memory;
  }

  /**
   * How many elements may be in the edge.
   *
   * @return a number of elements
   */
  public int capacity() {
    return capacity;
  }

  /**
   * How often the side that finds the edge empty looks again on its own thread first.
   *
   * @return a number of looks
   */
  public int inlineSpins() {
    return inlineSpins;
  }

  /**
   * Of memory {@link EdgeMemory#SHARED}: what the ring is like, so its directory, its capacity in
   * bytes and its longest message.
   *
   * @return the settings; empty for those of the actor system that the graph will run in
   */
  public Optional<RingSettings> ring() {
    return ring;
  }

  /**
   * The same in another memory.
   *
   * @param other the memory
   * @return a changed copy
   */
  public EdgeSettings withMemory(EdgeMemory other) {
    return new EdgeSettings(other, capacity, inlineSpins, ring);
  }

  /**
   * The same with another capacity.
   *
   * @param elements how many may be in the edge, 1 to 1,048,576
   * @return a changed copy
   * @throws IllegalArgumentException when it is out of range
   */
  public EdgeSettings withCapacity(int elements) {
    return new EdgeSettings(memory, elements, inlineSpins, ring);
  }

  /**
   * The same with another number of looks.
   *
   * @param spins how often, 0 for not at all
   * @return a changed copy
   * @throws IllegalArgumentException when it is negative
   */
  public EdgeSettings withInlineSpins(int spins) {
    return new EdgeSettings(memory, capacity, spins, ring);
  }

  /**
   * The same with another ring, for memory {@link EdgeMemory#SHARED}.
   *
   * @param settings of the ring; used are its directory, its capacity, its longest message, and
   *     whether a network file system is allowed
   * @return a changed copy
   */
  public EdgeSettings withRing(RingSettings settings) {
    return new EdgeSettings(memory, capacity, inlineSpins, Optional.of(settings));
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof EdgeSettings
        && memory == ((EdgeSettings) other).memory
        && capacity == ((EdgeSettings) other).capacity
        && inlineSpins == ((EdgeSettings) other).inlineSpins
        && ring.equals(((EdgeSettings) other).ring);
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
        + ring.map(settings -> ", ring=" + settings).orElse("")
        + ")";
  }
}
