package io.culvert;

import com.typesafe.config.Config;
import java.time.Duration;
import java.util.Objects;
import org.apache.pekko.actor.ClassicActorSystemProvider;

/**
 * How commits are batched. Immutable; each {@code with} method returns a changed copy. The defaults
 * are in {@code reference.conf} under {@value #CONFIG_PATH}.
 */
public final class CommitterSettings {

  /** Where the settings are in the configuration of an actor system. */
  public static final String CONFIG_PATH = "culvert.committer";

  private final int maxBatch;
  private final Duration maxInterval;

  private CommitterSettings(int maxBatch, Duration maxInterval) {
    if (maxBatch < 1) {
      throw new IllegalArgumentException(
          CONFIG_PATH + ".max-batch must be positive: max-batch=" + maxBatch);
    }
    if (maxInterval.isNegative() || maxInterval.isZero()) {
      throw new IllegalArgumentException(
          CONFIG_PATH + ".max-interval must be positive: max-interval=" + maxInterval);
    }
    this.maxBatch = maxBatch;
    this.maxInterval = maxInterval;
  }

  /**
   * The settings of an actor system, under {@value #CONFIG_PATH}.
   *
   * @param system the system
   * @return its settings
   * @throws IllegalArgumentException when a value is out of its range
   * @throws com.typesafe.config.ConfigException when a value is missing or of another type
   */
  public static CommitterSettings create(ClassicActorSystemProvider system) {
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
  public static CommitterSettings create(Config config) {
    return new CommitterSettings(config.getInt("max-batch"), config.getDuration("max-interval"));
  }

  /**
   * How many elements are committed together, at the most.
   *
   * @return a number of elements
   */
  public int maxBatch() {
    return maxBatch;
  }

  /**
   * How long an element waits to be committed, at the most.
   *
   * @return a duration
   */
  public Duration maxInterval() {
    return maxInterval;
  }

  /**
   * The same with another number of elements that are committed together.
   *
   * @param elements at least 1; well below {@code max-uncommitted}, or the source stands still
   *     until the interval is over
   * @return a changed copy
   * @throws IllegalArgumentException when it is not positive
   */
  public CommitterSettings withMaxBatch(int elements) {
    return new CommitterSettings(elements, maxInterval);
  }

  /**
   * The same with another time that an element waits to be committed.
   *
   * @param interval more than zero
   * @return a changed copy
   * @throws IllegalArgumentException when it is not positive
   */
  public CommitterSettings withMaxInterval(Duration interval) {
    return new CommitterSettings(maxBatch, Objects.requireNonNull(interval, "interval"));
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof CommitterSettings
        && maxBatch == ((CommitterSettings) other).maxBatch
        && maxInterval.equals(((CommitterSettings) other).maxInterval);
  }

  @Override
  public int hashCode() {
    return Objects.hash(maxBatch, maxInterval);
  }

  @Override
  public String toString() {
    return "CommitterSettings(max-batch=" + maxBatch + ", max-interval=" + maxInterval + ")";
  }
}
