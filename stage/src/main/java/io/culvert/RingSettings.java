package io.culvert;

import com.typesafe.config.Config;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import org.apache.pekko.actor.ClassicActorSystemProvider;

/**
 * How a side of a ring is set up. Immutable; each {@code with} method returns a changed copy. The
 * defaults, with what each value costs, are in {@code reference.conf} under {@value #CONFIG_PATH}.
 */
public final class RingSettings {

  /** Where the settings are in the configuration of an actor system. */
  public static final String CONFIG_PATH = "culvert";

  private static final int MIN_CAPACITY = 64 * 1024;
  private static final int MAX_CAPACITY = 1024 * 1024 * 1024;

  private final Optional<Path> directory;
  private final int capacity;
  private final int maxMessageSize;
  private final int inlineSpins;
  private final boolean networkFileSystemAllowed;

  private RingSettings(
      Optional<Path> directory,
      int capacity,
      int maxMessageSize,
      int inlineSpins,
      boolean networkFileSystemAllowed) {
    if (capacity < MIN_CAPACITY || capacity > MAX_CAPACITY || Integer.bitCount(capacity) != 1) {
      throw new IllegalArgumentException(
          "culvert.capacity must be a power of two from "
              + MIN_CAPACITY
              + " to "
              + MAX_CAPACITY
              + " bytes: capacity="
              + capacity);
    }
    if (maxMessageSize < 1) {
      throw new IllegalArgumentException(
          "culvert.max-message-size must be positive: max-message-size=" + maxMessageSize);
    }
    if (inlineSpins < 0) {
      throw new IllegalArgumentException(
          "culvert.inline-spins must not be negative: inline-spins=" + inlineSpins);
    }
    this.directory = directory;
    this.capacity = capacity;
    this.maxMessageSize = maxMessageSize;
    this.inlineSpins = inlineSpins;
    this.networkFileSystemAllowed = networkFileSystemAllowed;
  }

  /**
   * The settings of an actor system, under {@value #CONFIG_PATH}.
   *
   * @param system the system
   * @return its settings
   * @throws IllegalArgumentException when a value is out of its range
   * @throws com.typesafe.config.ConfigException when a value is missing or of another type
   */
  public static RingSettings create(ClassicActorSystemProvider system) {
    return create(system.classicSystem().settings().config().getConfig(CONFIG_PATH));
  }

  /**
   * Settings from a section of a configuration.
   *
   * @param config a section with the keys of {@value #CONFIG_PATH} in {@code reference.conf}
   * @return the settings
   * @throws IllegalArgumentException when a value is out of its range
   * @throws com.typesafe.config.ConfigException when a value is missing or of another type
   */
  public static RingSettings create(Config config) {
    String directory = config.getString("directory");
    return new RingSettings(
        directory.isEmpty() ? Optional.empty() : Optional.of(Path.of(directory)),
        intBytes(config, "capacity"),
        intBytes(config, "max-message-size"),
        config.getInt("inline-spins"),
        config.getBoolean("allow-network-file-system"));
  }

  private static int intBytes(Config config, String key) {
    long bytes = config.getBytes(key);
    if (bytes > Integer.MAX_VALUE) {
      throw new IllegalArgumentException(
          "culvert." + key + " must be below 2 GiB: " + key + "=" + bytes);
    }
    return (int) bytes;
  }

  /**
   * Where the rings are.
   *
   * @return the directory; empty for the default place
   */
  public Optional<Path> directory() {
    return directory;
  }

  /**
   * Size of a ring's data area.
   *
   * @return bytes, a power of two
   */
  public int capacity() {
    return capacity;
  }

  /**
   * Longest element, encoded.
   *
   * @return bytes
   */
  public int maxMessageSize() {
    return maxMessageSize;
  }

  /**
   * How often a stage that has to wait looks again on its own thread first.
   *
   * @return a number of looks
   */
  public int inlineSpins() {
    return inlineSpins;
  }

  /**
   * Whether a directory on a network file system is taken.
   *
   * @return true when it is
   */
  public boolean networkFileSystemAllowed() {
    return networkFileSystemAllowed;
  }

  /**
   * The same with another directory.
   *
   * @param directory where the rings are; both sides must name the same one
   * @return a changed copy
   */
  public RingSettings withDirectory(Path directory) {
    Objects.requireNonNull(directory, "directory");
    return new RingSettings(
        Optional.of(directory), capacity, maxMessageSize, inlineSpins, networkFileSystemAllowed);
  }

  /**
   * The same with another capacity.
   *
   * @param bytes a power of two from 64 KiB to 1 GiB; both sides must give the same
   * @return a changed copy
   * @throws IllegalArgumentException when it is none
   */
  public RingSettings withCapacity(int bytes) {
    return new RingSettings(
        directory, bytes, maxMessageSize, inlineSpins, networkFileSystemAllowed);
  }

  /**
   * The same with another limit of an element.
   *
   * @param bytes longest element, encoded, at least 1
   * @return a changed copy
   * @throws IllegalArgumentException when it is not positive
   */
  public RingSettings withMaxMessageSize(int bytes) {
    return new RingSettings(directory, capacity, bytes, inlineSpins, networkFileSystemAllowed);
  }

  /**
   * The same with another number of looks before a stage lets its thread go.
   *
   * @param spins at least 0
   * @return a changed copy
   * @throws IllegalArgumentException when it is negative
   */
  public RingSettings withInlineSpins(int spins) {
    return new RingSettings(directory, capacity, maxMessageSize, spins, networkFileSystemAllowed);
  }

  /**
   * The same with network file systems taken or refused.
   *
   * @param allowed true for those who know that theirs keeps the mapped memory of one host coherent
   * @return a changed copy
   */
  public RingSettings withNetworkFileSystemAllowed(boolean allowed) {
    return new RingSettings(directory, capacity, maxMessageSize, inlineSpins, allowed);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof RingSettings
        && directory.equals(((RingSettings) other).directory)
        && capacity == ((RingSettings) other).capacity
        && maxMessageSize == ((RingSettings) other).maxMessageSize
        && inlineSpins == ((RingSettings) other).inlineSpins
        && networkFileSystemAllowed == ((RingSettings) other).networkFileSystemAllowed;
  }

  @Override
  public int hashCode() {
    return Objects.hash(directory, capacity, maxMessageSize, inlineSpins, networkFileSystemAllowed);
  }

  @Override
  public String toString() {
    return "RingSettings(directory="
        + directory.map(Path::toString).orElse("default")
        + ", capacity="
        + capacity
        + ", max-message-size="
        + maxMessageSize
        + ", inline-spins="
        + inlineSpins
        + ", allow-network-file-system="
        + networkFileSystemAllowed
        + ")";
  }
}
