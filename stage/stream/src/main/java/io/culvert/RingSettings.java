package io.culvert;

import com.typesafe.config.Config;
import io.culvert.peer.WaitStrategy;
import java.nio.file.Path;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.apache.pekko.actor.ClassicActorSystemProvider;

/**
 * Settings of one side of a ring. Immutable; each {@code with} method returns a changed copy.
 * {@code reference.conf} describes the values, their ranges and costs, under {@value #CONFIG_PATH}.
 *
 * <p>A value out of its range is refused with an {@link IllegalArgumentException}. A value that is
 * missing from a configuration, or of another type, is refused with a {@link
 * com.typesafe.config.ConfigException}.
 */
public final class RingSettings {

  /** Path of the settings in the configuration of an actor system. */
  public static final String CONFIG_PATH = "culvert";

  /** A timeout that never expires. */
  public static final Duration FOREVER = ChronoUnit.FOREVER.getDuration();

  private final Path directory; // null: the default place
  private final int capacity;
  private final int maxMessageSize;
  private final WaitStrategy waiting;
  private final int inlineSpins;
  private final Duration spinDuration;
  private final Duration peerTimeout;
  private final Duration attachTimeout;
  private final Duration stallAfter;
  private final int maxUncommitted;
  private final Duration commitTimeout;
  private final boolean networkFileSystemAllowed;

  private RingSettings(Builder builder) {
    directory = builder.directory;
    capacity = SettingRanges.requireCapacity(builder.capacity);
    maxMessageSize = SettingRanges.requireMaxMessageSize(builder.maxMessageSize);
    waiting = Objects.requireNonNull(builder.waiting, "waiting");
    inlineSpins = SettingRanges.requireInlineSpins(builder.inlineSpins);
    spinDuration = SettingRanges.requireTimeout("spin-duration", builder.spinDuration);
    peerTimeout = SettingRanges.requireTimeout("peer-timeout", builder.peerTimeout);
    attachTimeout = SettingRanges.requireTimeout("attach-timeout", builder.attachTimeout);
    stallAfter = SettingRanges.requireStallAfter(builder.stallAfter);
    maxUncommitted = SettingRanges.requireMaxUncommitted(builder.maxUncommitted);
    commitTimeout = SettingRanges.requireTimeout("commit-timeout", builder.commitTimeout);
    networkFileSystemAllowed = builder.networkFileSystemAllowed;
  }

  /**
   * Reads the settings of an actor system.
   *
   * @param system the system
   * @return the settings under {@value #CONFIG_PATH}
   */
  public static RingSettings create(ClassicActorSystemProvider system) {
    return create(system.classicSystem().settings().config().getConfig(CONFIG_PATH));
  }

  /**
   * Reads a section of a configuration.
   *
   * @param config a section with the keys of {@value #CONFIG_PATH} in {@code reference.conf}
   * @return the settings
   */
  public static RingSettings create(Config config) {
    return new RingSettings(new Builder(config));
  }

  /** {@return the directory of the rings; empty for the default place} */
  public Optional<Path> directory() {
    return Optional.ofNullable(directory);
  }

  /** {@return the size of a ring's data area, in bytes} */
  public int capacity() {
    return capacity;
  }

  /** {@return the length of the longest element in encoded form, in bytes} */
  public int maxMessageSize() {
    return maxMessageSize;
  }

  /** {@return how a stage waits} */
  public WaitStrategy waiting() {
    return waiting;
  }

  /** {@return how often a stage that waits polls on its own thread first} */
  public int inlineSpins() {
    return inlineSpins;
  }

  /** {@return how long the conductor polls with {@link WaitStrategy#SPIN} before it sleeps} */
  public Duration spinDuration() {
    return spinDuration;
  }

  /** {@return how long a stage waits for a successor of a lost peer} */
  public Duration peerTimeout() {
    return peerTimeout;
  }

  /** {@return how long a stage waits for its first peer} */
  public Duration attachTimeout() {
    return attachTimeout;
  }

  /** {@return the time without a sign of life after which a peer counts as stalled} */
  public Duration stallAfter() {
    return stallAfter;
  }

  /** {@return how many emitted elements of a committable source may wait for their commit} */
  public int maxUncommitted() {
    return maxUncommitted;
  }

  /** {@return how long a completed committable source waits for outstanding commits} */
  public Duration commitTimeout() {
    return commitTimeout;
  }

  /** {@return whether the directory may be on a network file system} */
  public boolean networkFileSystemAllowed() {
    return networkFileSystemAllowed;
  }

  /**
   * {@return a copy with another directory}
   *
   * @param directory the directory of the rings; both sides must use the same one
   */
  public RingSettings withDirectory(Path directory) {
    Objects.requireNonNull(directory, "directory");
    return with(changed -> changed.directory = directory);
  }

  /**
   * {@return a copy with another capacity}
   *
   * @param bytes a power of two; both sides must use the same one
   */
  public RingSettings withCapacity(int bytes) {
    return with(changed -> changed.capacity = bytes);
  }

  /**
   * {@return a copy with another limit for the length of an element}
   *
   * @param bytes the length of the longest element in encoded form
   */
  public RingSettings withMaxMessageSize(int bytes) {
    return with(changed -> changed.maxMessageSize = bytes);
  }

  /**
   * {@return a copy with another way to wait}
   *
   * @param strategy how a stage waits
   */
  public RingSettings withWaiting(WaitStrategy strategy) {
    return with(changed -> changed.waiting = strategy);
  }

  /**
   * {@return a copy with another number of polls}
   *
   * @param spins how often a stage that waits polls on its own thread first
   */
  public RingSettings withInlineSpins(int spins) {
    return with(changed -> changed.inlineSpins = spins);
  }

  /**
   * {@return a copy with another duration of polling with {@link WaitStrategy#SPIN}}
   *
   * @param duration how long the conductor polls, or {@link #FOREVER}
   */
  public RingSettings withSpinDuration(Duration duration) {
    return with(changed -> changed.spinDuration = duration);
  }

  /**
   * {@return a copy with another timeout for a successor of a lost peer}
   *
   * @param timeout how long a stage waits, or {@link #FOREVER}
   */
  public RingSettings withPeerTimeout(Duration timeout) {
    return with(changed -> changed.peerTimeout = timeout);
  }

  /**
   * {@return a copy with another timeout for the first peer}
   *
   * @param timeout how long a stage waits, or {@link #FOREVER}
   */
  public RingSettings withAttachTimeout(Duration timeout) {
    return with(changed -> changed.attachTimeout = timeout);
  }

  /**
   * {@return a copy with another time after which a peer counts as stalled}
   *
   * @param time the time without a sign of life
   */
  public RingSettings withStallAfter(Duration time) {
    return with(changed -> changed.stallAfter = time);
  }

  /**
   * {@return a copy with another limit for elements that wait for their commit}
   *
   * @param elements how many may wait at a time
   */
  public RingSettings withMaxUncommitted(int elements) {
    return with(changed -> changed.maxUncommitted = elements);
  }

  /**
   * {@return a copy with another timeout for outstanding commits}
   *
   * @param timeout how long a completed source waits, or {@link #FOREVER}
   */
  public RingSettings withCommitTimeout(Duration timeout) {
    return with(changed -> changed.commitTimeout = timeout);
  }

  /**
   * {@return a copy with network file systems allowed or refused}
   *
   * @param allowed true if the caller knows that memory mapped from this file system is coherent
   *     between the processes of one host
   */
  public RingSettings withNetworkFileSystemAllowed(boolean allowed) {
    return with(changed -> changed.networkFileSystemAllowed = allowed);
  }

  private RingSettings with(Consumer<Builder> change) {
    Builder changed = new Builder(this);
    change.accept(changed);
    return new RingSettings(changed);
  }

  /** Returns all values, each under its key in the configuration. */
  private Map<String, Object> values() {
    Map<String, Object> values = new LinkedHashMap<>();
    values.put("directory", directory == null ? "default" : directory);
    values.put("capacity", capacity);
    values.put("max-message-size", maxMessageSize);
    values.put("waiting", waiting);
    values.put("inline-spins", inlineSpins);
    values.put("spin-duration", spinDuration);
    values.put("peer-timeout", peerTimeout);
    values.put("attach-timeout", attachTimeout);
    values.put("stall-after", stallAfter);
    values.put("max-uncommitted", maxUncommitted);
    values.put("commit-timeout", commitTimeout);
    values.put("allow-network-file-system", networkFileSystemAllowed);
    return values;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof RingSettings && values().equals(((RingSettings) other).values());
  }

  @Override
  public int hashCode() {
    return values().hashCode();
  }

  @Override
  public String toString() {
    return values().entrySet().stream()
        .map(value -> value.getKey() + "=" + text(value.getValue()))
        .collect(Collectors.joining(", ", "RingSettings(", ")"));
  }

  private static String text(Object value) {
    return value.equals(FOREVER) ? "infinite" : value.toString();
  }

  /** The values before they are checked. */
  private static final class Builder {

    private Path directory;
    private int capacity;
    private int maxMessageSize;
    private WaitStrategy waiting;
    private int inlineSpins;
    private Duration spinDuration;
    private Duration peerTimeout;
    private Duration attachTimeout;
    private Duration stallAfter;
    private int maxUncommitted;
    private Duration commitTimeout;
    private boolean networkFileSystemAllowed;

    Builder(Config config) {
      String path = config.getString("directory");
      directory = path.isEmpty() ? null : Path.of(path);
      capacity = bytes(config, "capacity");
      maxMessageSize = bytes(config, "max-message-size");
      waiting = WaitStrategy.of(config.getString("waiting"));
      inlineSpins = config.getInt("inline-spins");
      spinDuration = timeout(config, "spin-duration");
      peerTimeout = timeout(config, "peer-timeout");
      attachTimeout = timeout(config, "attach-timeout");
      stallAfter = timeout(config, "stall-after");
      maxUncommitted = config.getInt("max-uncommitted");
      commitTimeout = timeout(config, "commit-timeout");
      networkFileSystemAllowed = config.getBoolean("allow-network-file-system");
    }

    Builder(RingSettings settings) {
      directory = settings.directory;
      capacity = settings.capacity;
      maxMessageSize = settings.maxMessageSize;
      waiting = settings.waiting;
      inlineSpins = settings.inlineSpins;
      spinDuration = settings.spinDuration;
      peerTimeout = settings.peerTimeout;
      attachTimeout = settings.attachTimeout;
      stallAfter = settings.stallAfter;
      maxUncommitted = settings.maxUncommitted;
      commitTimeout = settings.commitTimeout;
      networkFileSystemAllowed = settings.networkFileSystemAllowed;
    }

    private static int bytes(Config config, String key) {
      long bytes = config.getBytes(key);
      if (bytes > Integer.MAX_VALUE) {
        throw new IllegalArgumentException(
            "culvert." + key + " must be below 2 GiB: " + key + "=" + bytes);
      }
      return (int) bytes;
    }

    private static Duration timeout(Config config, String key) {
      return config.getString(key).equals("infinite") ? FOREVER : config.getDuration(key);
    }
  }
}
