package io.culvert;

import com.typesafe.config.Config;
import java.nio.file.Path;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
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

  /** A time that never ends. */
  public static final Duration FOREVER = ChronoUnit.FOREVER.getDuration();

  private static final Duration MIN_STALL_AFTER = Duration.ofMillis(300);
  private static final int MAX_UNCOMMITTED_LIMIT = 1 << 20;

  private final Values values;

  /** All values, checked when they come together. */
  private record Values(
      Optional<Path> directory,
      int capacity,
      int maxMessageSize,
      WaitMode waiting,
      int inlineSpins,
      Duration spinDuration,
      Duration peerTimeout,
      Duration attachTimeout,
      Duration stallAfter,
      int maxUncommitted,
      Duration commitTimeout,
      boolean networkFileSystemAllowed) {

    Values {
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
      Objects.requireNonNull(waiting, "waiting");
      if (inlineSpins < 0) {
        throw new IllegalArgumentException(
            "culvert.inline-spins must not be negative: inline-spins=" + inlineSpins);
      }
      requireTimeout("spin-duration", spinDuration);
      requireTimeout("peer-timeout", peerTimeout);
      requireTimeout("attach-timeout", attachTimeout);
      requireStallAfter(stallAfter);
      if (maxUncommitted < 1 || maxUncommitted > MAX_UNCOMMITTED_LIMIT) {
        throw new IllegalArgumentException(
            "culvert.max-uncommitted must be 1 to "
                + MAX_UNCOMMITTED_LIMIT
                + ": max-uncommitted="
                + maxUncommitted);
      }
      requireTimeout("commit-timeout", commitTimeout);
    }
  }

  private RingSettings(Values values) {
    this.values = values;
  }

  static void requireTimeout(String name, Duration timeout) {
    Objects.requireNonNull(timeout, name);
    if (timeout.isNegative()) {
      throw new IllegalArgumentException(
          "culvert." + name + " must not be negative: " + name + "=" + timeout);
    }
  }

  static void requireStallAfter(Duration time) {
    Objects.requireNonNull(time, "stall-after");
    if (time.compareTo(MIN_STALL_AFTER) < 0) {
      throw new IllegalArgumentException(
          "culvert.stall-after must be at least " + MIN_STALL_AFTER + ": stall-after=" + time);
    }
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
        new Values(
            directory.isEmpty() ? Optional.empty() : Optional.of(Path.of(directory)),
            intBytes(config, "capacity"),
            intBytes(config, "max-message-size"),
            WaitMode.of(config.getString("waiting")),
            config.getInt("inline-spins"),
            timeout(config, "spin-duration"),
            timeout(config, "peer-timeout"),
            timeout(config, "attach-timeout"),
            timeout(config, "stall-after"),
            config.getInt("max-uncommitted"),
            timeout(config, "commit-timeout"),
            config.getBoolean("allow-network-file-system")));
  }

  private static int intBytes(Config config, String key) {
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

  /**
   * Where the rings are.
   *
   * @return the directory; empty for the default place
   */
  public Optional<Path> directory() {
    return values.directory();
  }

  /**
   * Size of a ring's data area.
   *
   * @return bytes, a power of two
   */
  public int capacity() {
    return values.capacity();
  }

  /**
   * Longest element, encoded.
   *
   * @return bytes
   */
  public int maxMessageSize() {
    return values.maxMessageSize();
  }

  /**
   * How often a stage that has to wait looks again on its own thread first.
   *
   * @return a number of looks
   */
  public int inlineSpins() {
    return values.inlineSpins();
  }

  /**
   * How a stage waits.
   *
   * @return the mode
   */
  public WaitMode waiting() {
    return values.waiting();
  }

  /**
   * How long the conductor looks without a pause for a stage that waits in mode {@link
   * WaitMode#SPIN}, before it sleeps like in the others.
   *
   * @return a duration; {@link #FOREVER} for ever
   */
  public Duration spinDuration() {
    return values.spinDuration();
  }

  /**
   * How long a successor of a peer that went without an end is waited for.
   *
   * @return a duration; {@link #FOREVER} for ever
   */
  public Duration peerTimeout() {
    return values.peerTimeout();
  }

  /**
   * How long a peer is waited for that has never come.
   *
   * @return a duration; {@link #FOREVER} for ever
   */
  public Duration attachTimeout() {
    return values.attachTimeout();
  }

  /**
   * After which time without a sign of life a peer counts as stalled.
   *
   * @return a duration
   */
  public Duration stallAfter() {
    return values.stallAfter();
  }

  /**
   * How many elements of a committable source may be on their way at a time.
   *
   * @return a number of elements
   */
  public int maxUncommitted() {
    return values.maxUncommitted();
  }

  /**
   * How long a committable source that has ended waits for what is not committed.
   *
   * @return a duration; {@link #FOREVER} for ever
   */
  public Duration commitTimeout() {
    return values.commitTimeout();
  }

  /**
   * Whether a directory on a network file system is taken.
   *
   * @return true when it is
   */
  public boolean networkFileSystemAllowed() {
    return values.networkFileSystemAllowed();
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
        new Values(
            Optional.of(directory),
            values.capacity(),
            values.maxMessageSize(),
            values.waiting(),
            values.inlineSpins(),
            values.spinDuration(),
            values.peerTimeout(),
            values.attachTimeout(),
            values.stallAfter(),
            values.maxUncommitted(),
            values.commitTimeout(),
            values.networkFileSystemAllowed()));
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
        new Values(
            values.directory(),
            bytes,
            values.maxMessageSize(),
            values.waiting(),
            values.inlineSpins(),
            values.spinDuration(),
            values.peerTimeout(),
            values.attachTimeout(),
            values.stallAfter(),
            values.maxUncommitted(),
            values.commitTimeout(),
            values.networkFileSystemAllowed()));
  }

  /**
   * The same with another limit of an element.
   *
   * @param bytes longest element, encoded, at least 1
   * @return a changed copy
   * @throws IllegalArgumentException when it is not positive
   */
  public RingSettings withMaxMessageSize(int bytes) {
    return new RingSettings(
        new Values(
            values.directory(),
            values.capacity(),
            bytes,
            values.waiting(),
            values.inlineSpins(),
            values.spinDuration(),
            values.peerTimeout(),
            values.attachTimeout(),
            values.stallAfter(),
            values.maxUncommitted(),
            values.commitTimeout(),
            values.networkFileSystemAllowed()));
  }

  /**
   * The same with another way to wait.
   *
   * @param mode the mode
   * @return a changed copy
   */
  public RingSettings withWaiting(WaitMode mode) {
    return new RingSettings(
        new Values(
            values.directory(),
            values.capacity(),
            values.maxMessageSize(),
            mode,
            values.inlineSpins(),
            values.spinDuration(),
            values.peerTimeout(),
            values.attachTimeout(),
            values.stallAfter(),
            values.maxUncommitted(),
            values.commitTimeout(),
            values.networkFileSystemAllowed()));
  }

  /**
   * The same with another number of looks before a stage lets its thread go.
   *
   * @param spins at least 0
   * @return a changed copy
   * @throws IllegalArgumentException when it is negative
   */
  public RingSettings withInlineSpins(int spins) {
    return new RingSettings(
        new Values(
            values.directory(),
            values.capacity(),
            values.maxMessageSize(),
            values.waiting(),
            spins,
            values.spinDuration(),
            values.peerTimeout(),
            values.attachTimeout(),
            values.stallAfter(),
            values.maxUncommitted(),
            values.commitTimeout(),
            values.networkFileSystemAllowed()));
  }

  /**
   * The same with another time for which the conductor looks without a pause in mode {@link
   * WaitMode#SPIN}.
   *
   * @param duration not negative; {@link #FOREVER} for ever
   * @return a changed copy
   * @throws IllegalArgumentException when it is negative
   */
  public RingSettings withSpinDuration(Duration duration) {
    return new RingSettings(
        new Values(
            values.directory(),
            values.capacity(),
            values.maxMessageSize(),
            values.waiting(),
            values.inlineSpins(),
            duration,
            values.peerTimeout(),
            values.attachTimeout(),
            values.stallAfter(),
            values.maxUncommitted(),
            values.commitTimeout(),
            values.networkFileSystemAllowed()));
  }

  /**
   * The same with another time to wait for a successor of a peer that went without an end.
   *
   * @param timeout not negative; {@link #FOREVER} for ever
   * @return a changed copy
   * @throws IllegalArgumentException when it is negative
   */
  public RingSettings withPeerTimeout(Duration timeout) {
    return new RingSettings(
        new Values(
            values.directory(),
            values.capacity(),
            values.maxMessageSize(),
            values.waiting(),
            values.inlineSpins(),
            values.spinDuration(),
            timeout,
            values.attachTimeout(),
            values.stallAfter(),
            values.maxUncommitted(),
            values.commitTimeout(),
            values.networkFileSystemAllowed()));
  }

  /**
   * The same with another time to wait for a peer that has never come.
   *
   * @param timeout not negative; {@link #FOREVER} for ever
   * @return a changed copy
   * @throws IllegalArgumentException when it is negative
   */
  public RingSettings withAttachTimeout(Duration timeout) {
    return new RingSettings(
        new Values(
            values.directory(),
            values.capacity(),
            values.maxMessageSize(),
            values.waiting(),
            values.inlineSpins(),
            values.spinDuration(),
            values.peerTimeout(),
            timeout,
            values.stallAfter(),
            values.maxUncommitted(),
            values.commitTimeout(),
            values.networkFileSystemAllowed()));
  }

  /**
   * The same with another time after which a peer without a sign of life counts as stalled.
   *
   * @param time at least 300 ms
   * @return a changed copy
   * @throws IllegalArgumentException when it is less
   */
  public RingSettings withStallAfter(Duration time) {
    return new RingSettings(
        new Values(
            values.directory(),
            values.capacity(),
            values.maxMessageSize(),
            values.waiting(),
            values.inlineSpins(),
            values.spinDuration(),
            values.peerTimeout(),
            values.attachTimeout(),
            time,
            values.maxUncommitted(),
            values.commitTimeout(),
            values.networkFileSystemAllowed()));
  }

  /**
   * The same with another number of elements of a committable source that may be on their way.
   *
   * @param elements from 1 to 1,048,576
   * @return a changed copy
   * @throws IllegalArgumentException when it is out of range
   */
  public RingSettings withMaxUncommitted(int elements) {
    return new RingSettings(
        new Values(
            values.directory(),
            values.capacity(),
            values.maxMessageSize(),
            values.waiting(),
            values.inlineSpins(),
            values.spinDuration(),
            values.peerTimeout(),
            values.attachTimeout(),
            values.stallAfter(),
            elements,
            values.commitTimeout(),
            values.networkFileSystemAllowed()));
  }

  /**
   * The same with another time to wait for commits once a committable source has ended.
   *
   * @param timeout not negative; {@link #FOREVER} for ever
   * @return a changed copy
   * @throws IllegalArgumentException when it is negative
   */
  public RingSettings withCommitTimeout(Duration timeout) {
    return new RingSettings(
        new Values(
            values.directory(),
            values.capacity(),
            values.maxMessageSize(),
            values.waiting(),
            values.inlineSpins(),
            values.spinDuration(),
            values.peerTimeout(),
            values.attachTimeout(),
            values.stallAfter(),
            values.maxUncommitted(),
            timeout,
            values.networkFileSystemAllowed()));
  }

  /**
   * The same with network file systems taken or refused.
   *
   * @param allowed true for those who know that theirs keeps the mapped memory of one host coherent
   * @return a changed copy
   */
  public RingSettings withNetworkFileSystemAllowed(boolean allowed) {
    return new RingSettings(
        new Values(
            values.directory(),
            values.capacity(),
            values.maxMessageSize(),
            values.waiting(),
            values.inlineSpins(),
            values.spinDuration(),
            values.peerTimeout(),
            values.attachTimeout(),
            values.stallAfter(),
            values.maxUncommitted(),
            values.commitTimeout(),
            allowed));
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof RingSettings && values.equals(((RingSettings) other).values);
  }

  @Override
  public int hashCode() {
    return values.hashCode();
  }

  @Override
  public String toString() {
    return "RingSettings(directory="
        + values.directory().map(Path::toString).orElse("default")
        + ", capacity="
        + values.capacity()
        + ", max-message-size="
        + values.maxMessageSize()
        + ", waiting="
        + values.waiting()
        + ", inline-spins="
        + values.inlineSpins()
        + ", spin-duration="
        + text(values.spinDuration())
        + ", peer-timeout="
        + text(values.peerTimeout())
        + ", attach-timeout="
        + text(values.attachTimeout())
        + ", stall-after="
        + text(values.stallAfter())
        + ", max-uncommitted="
        + values.maxUncommitted()
        + ", commit-timeout="
        + text(values.commitTimeout())
        + ", allow-network-file-system="
        + values.networkFileSystemAllowed()
        + ")";
  }

  private static String text(Duration duration) {
    return duration.equals(FOREVER) ? "infinite" : duration.toString();
  }
}
