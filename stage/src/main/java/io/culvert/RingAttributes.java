package io.culvert;

import java.time.Duration;
import java.util.Objects;
import org.apache.pekko.stream.Attributes;

/**
 * Attributes of a {@code RingSource} or {@code RingSink}, or of a graph around them. They take
 * precedence over the settings, as those of stream references do in Pekko.
 */
public final class RingAttributes {

  /**
   * The name of a dispatcher for streams that wait much and do little, to be given to {@code
   * ActorAttributes.dispatcher} or {@code async}: they run on the thread that waits for their
   * doorbells, as on an event loop, which saves the second wake-up of a thread that a message to an
   * idle stream costs otherwise. What runs there must not block nor compute for long: it keeps all
   * rings of its actor system waiting.
   */
  public static final String CONDUCTOR_DISPATCHER = "culvert.conductor-dispatcher";

  private RingAttributes() {}

  /**
   * How long a successor of a peer that went without an end is waited for.
   *
   * @param timeout not negative; {@link RingSettings#FOREVER} for ever
   * @return attributes
   * @throws IllegalArgumentException when it is negative
   */
  public static Attributes peerTimeout(Duration timeout) {
    return Attributes.none().and(new PeerTimeout(timeout));
  }

  /**
   * How long a peer is waited for that has never come.
   *
   * @param timeout not negative; {@link RingSettings#FOREVER} for ever
   * @return attributes
   * @throws IllegalArgumentException when it is negative
   */
  public static Attributes attachTimeout(Duration timeout) {
    return Attributes.none().and(new AttachTimeout(timeout));
  }

  /**
   * After which time without a sign of life a peer counts as stalled.
   *
   * @param time at least 300 ms
   * @return attributes
   * @throws IllegalArgumentException when it is less
   */
  public static Attributes stallAfter(Duration time) {
    return Attributes.none().and(new StallAfter(time));
  }

  /**
   * Settings with what attributes change in them.
   *
   * @param settings the settings
   * @param attributes the attributes that a stage has inherited
   * @return changed settings
   */
  public static RingSettings apply(RingSettings settings, Attributes attributes) {
    RingSettings changed = settings;
    changed =
        attributes
            .getAttribute(PeerTimeout.class)
            .map(PeerTimeout::timeout)
            .map(changed::withPeerTimeout)
            .orElse(changed);
    changed =
        attributes
            .getAttribute(AttachTimeout.class)
            .map(AttachTimeout::timeout)
            .map(changed::withAttachTimeout)
            .orElse(changed);
    return attributes
        .getAttribute(StallAfter.class)
        .map(StallAfter::time)
        .map(changed::withStallAfter)
        .orElse(changed);
  }

  /**
   * The attribute of {@link RingAttributes#peerTimeout}.
   *
   * @param timeout not negative
   */
  public record PeerTimeout(Duration timeout) implements Attributes.Attribute {
    /**
     * Checks the value.
     *
     * @param timeout the value
     */
    public PeerTimeout {
      RingSettingsValues.requireTimeout("peer-timeout", timeout);
    }
  }

  /**
   * The attribute of {@link RingAttributes#attachTimeout}.
   *
   * @param timeout not negative
   */
  public record AttachTimeout(Duration timeout) implements Attributes.Attribute {
    /**
     * Checks the value.
     *
     * @param timeout the value
     */
    public AttachTimeout {
      RingSettingsValues.requireTimeout("attach-timeout", timeout);
    }
  }

  /**
   * The attribute of {@link RingAttributes#stallAfter}.
   *
   * @param time at least 300 ms
   */
  public record StallAfter(Duration time) implements Attributes.Attribute {
    /**
     * Checks the value.
     *
     * @param time the value
     */
    public StallAfter {
      RingSettingsValues.requireStallAfter(Objects.requireNonNull(time, "time"));
    }
  }
}
