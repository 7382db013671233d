package io.culvert;

import com.typesafe.config.Config;
import java.time.Duration;
import java.util.Objects;
import org.apache.pekko.actor.ClassicActorSystemProvider;

/**
 * Settings of a {@code Committer}. Immutable; each {@code with} method returns a changed copy.
 * {@code reference.conf} describes the values under {@value #CONFIG_PATH}.
 *
 * <p>A value out of its range is refused with an {@link IllegalArgumentException}. A value that is
 * missing from a configuration, or of another type, is refused with a {@link
 * com.typesafe.config.ConfigException}.
 */
public final class CommitterSettings {

  /** Path of the settings in the configuration of an actor system. */
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
   * Reads the settings of an actor system.
   *
   * @param system the system
   * @return the settings under {@value #CONFIG_PATH}
   */
  public static CommitterSettings create(ClassicActorSystemProvider system) {
    return create(system.classicSystem().settings().config().getConfig(CONFIG_PATH));
  }

  /**
   * Reads a section of a configuration.
   *
   * @param config a section with the keys of {@value #CONFIG_PATH} in {@code reference.conf}
   * @return the settings
   */
  public static CommitterSettings create(Config config) {
    return new CommitterSettings(config.getInt("max-batch"), config.getDuration("max-interval"));
  }

  /** {@return the largest number of elements in a batch} */
  public int maxBatch() {
    return maxBatch;
  }

  /** {@return how long an element may wait until its batch is full} */
  public Duration maxInterval() {
    return maxInterval;
  }

  /**
   * {@return a copy with another size of the batches}
   *
   * @param elements the largest number of elements in a batch
   */
  public CommitterSettings withMaxBatch(int elements) {
    return new CommitterSettings(elements, maxInterval);
  }

  /**
   * {@return a copy with another interval}
   *
   * @param interval how long an element may wait until its batch is full
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
