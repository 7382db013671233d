package io.culvert;

import com.typesafe.config.Config;
import java.nio.file.Path;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.apache.pekko.actor.ClassicActorSystemProvider;

/**
 * How a side of a ring is set up. Immutable; each {@code with} method returns a changed copy. The
 * defaults, with what each value costs, are in {@code reference.conf} under {@value #CONFIG_PATH}.
 */
public final class RingSettings {

  /** Where the settings are in the configuration of an actor system. */
  public static final String CONFIG_PATH = "culvert";

  /** A time that never ends. */
  public static final Duration FOREVER = ChronoUnit.FOREVER.getDuration();

  private final RingSettingsValues values;

  private RingSettings(RingSettingsValues values) {
    values.requireValid();
    this.values = values;
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
    return new RingSettings(RingSettingsValues.of(config));
  }

  /**
   * Where the rings are.
   *
   * @return the directory; empty for the default place
   */
  public Optional<Path> directory() {
    return values.directory;
  }

  /**
   * Size of a ring's data area.
   *
   * @return bytes, a power of two
   */
  public int capacity() {
    return values.capacity;
  }

  /**
   * Longest element, encoded.
   *
   * @return bytes
   */
  public int maxMessageSize() {
    return values.maxMessageSize;
  }

  /**
   * How often a stage that has to wait looks again on its own thread first.
   *
   * @return a number of looks
   */
  public int inlineSpins() {
    return values.inlineSpins;
  }

  /**
   * How a stage waits.
   *
   * @return the mode
   */
  public WaitMode waiting() {
    return values.waiting;
  }

  /**
   * How long the conductor looks without a pause for a stage that waits in mode {@link
   * WaitMode#SPIN}, before it sleeps like in the others.
   *
   * @return a duration; {@link #FOREVER} for ever
   */
  public Duration spinDuration() {
    return values.spinDuration;
  }

  /**
   * How long a successor of a peer that went without an end is waited for.
   *
   * @return a duration; {@link #FOREVER} for ever
   */
  public Duration peerTimeout() {
    return values.peerTimeout;
  }

  /**
   * How long a peer is waited for that has never come.
   *
   * @return a duration; {@link #FOREVER} for ever
   */
  public Duration attachTimeout() {
    return values.attachTimeout;
  }

  /**
   * After which time without a sign of life a peer counts as stalled.
   *
   * @return a duration
   */
  public Duration stallAfter() {
    return values.stallAfter;
  }

  /**
   * How many elements of a committable source may be on their way at a time.
   *
   * @return a number of elements
   */
  public int maxUncommitted() {
    return values.maxUncommitted;
  }

  /**
   * How long a committable source that has ended waits for what is not committed.
   *
   * @return a duration; {@link #FOREVER} for ever
   */
  public Duration commitTimeout() {
    return values.commitTimeout;
  }

  /**
   * Whether a directory on a network file system is taken.
   *
   * @return true when it is
   */
  public boolean networkFileSystemAllowed() {
    return values.networkFileSystemAllowed;
  }

  /**
   * The same with another directory.
   *
   * @param directory where the rings are; both sides must name the same one
   * @return a changed copy
   */
  public RingSettings withDirectory(Path directory) {
    Objects.requireNonNull(directory, "directory");
    return with(changed -> changed.directory = Optional.of(directory));
  }

  /**
   * The same with another capacity.
   *
   * @param bytes a power of two from 64 KiB to 1 GiB; both sides must give the same
   * @return a changed copy
   * @throws IllegalArgumentException when it is none
   */
  public RingSettings withCapacity(int bytes) {
    return with(changed -> changed.capacity = bytes);
  }

  /**
   * The same with another limit of an element.
   *
   * @param bytes longest element, encoded, at least 1
   * @return a changed copy
   * @throws IllegalArgumentException when it is not positive
   */
  public RingSettings withMaxMessageSize(int bytes) {
    return with(changed -> changed.maxMessageSize = bytes);
  }

  /**
   * The same with another way to wait.
   *
   * @param mode the mode
   * @return a changed copy
   */
  public RingSettings withWaiting(WaitMode mode) {
    return with(changed -> changed.waiting = mode);
  }

  /**
   * The same with another number of looks before a stage lets its thread go.
   *
   * @param spins at least 0
   * @return a changed copy
   * @throws IllegalArgumentException when it is negative
   */
  public RingSettings withInlineSpins(int spins) {
    return with(changed -> changed.inlineSpins = spins);
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
    return with(changed -> changed.spinDuration = duration);
  }

  /**
   * The same with another time to wait for a successor of a peer that went without an end.
   *
   * @param timeout not negative; {@link #FOREVER} for ever
   * @return a changed copy
   * @throws IllegalArgumentException when it is negative
   */
  public RingSettings withPeerTimeout(Duration timeout) {
    return with(changed -> changed.peerTimeout = timeout);
  }

  /**
   * The same with another time to wait for a peer that has never come.
   *
   * @param timeout not negative; {@link #FOREVER} for ever
   * @return a changed copy
   * @throws IllegalArgumentException when it is negative
   */
  public RingSettings withAttachTimeout(Duration timeout) {
    return with(changed -> changed.attachTimeout = timeout);
  }

  /**
   * The same with another time after which a peer without a sign of life counts as stalled.
   *
   * @param time at least 300 ms
   * @return a changed copy
   * @throws IllegalArgumentException when it is less
   */
  public RingSettings withStallAfter(Duration time) {
    return with(changed -> changed.stallAfter = time);
  }

  /**
   * The same with another number of elements of a committable source that may be on their way.
   *
   * @param elements from 1 to 1,048,576
   * @return a changed copy
   * @throws IllegalArgumentException when it is out of range
   */
  public RingSettings withMaxUncommitted(int elements) {
    return with(changed -> changed.maxUncommitted = elements);
  }

  /**
   * The same with another time to wait for commits once a committable source has ended.
   *
   * @param timeout not negative; {@link #FOREVER} for ever
   * @return a changed copy
   * @throws IllegalArgumentException when it is negative
   */
  public RingSettings withCommitTimeout(Duration timeout) {
    return with(changed -> changed.commitTimeout = timeout);
  }

  /**
   * The same with network file systems taken or refused.
   *
   * @param allowed true for those who know that theirs keeps the mapped memory of one host coherent
   * @return a changed copy
   */
  public RingSettings withNetworkFileSystemAllowed(boolean allowed) {
    return with(changed -> changed.networkFileSystemAllowed = allowed);
  }

  private RingSettings with(Consumer<RingSettingsValues> change) {
    RingSettingsValues changed = values.copy();
    change.accept(changed);
    return new RingSettings(changed);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof RingSettings
        && values.named().equals(((RingSettings) other).values.named());
  }

  @Override
  public int hashCode() {
    return values.named().hashCode();
  }

  @Override
  public String toString() {
    return values.named().entrySet().stream()
        .map(value -> value.getKey() + "=" + text(value.getValue()))
        .collect(Collectors.joining(", ", "RingSettings(", ")"));
  }

  private static String text(Object value) {
    if (value instanceof Optional<?> path) {
      return path.map(String::valueOf).orElse("default");
    }
    return value.equals(FOREVER) ? "infinite" : String.valueOf(value);
  }
}
