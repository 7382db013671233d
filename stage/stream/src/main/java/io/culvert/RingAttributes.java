package io.culvert;

import java.time.Duration;
import java.util.Objects;
import org.apache.pekko.stream.Attributes;

/**
 * Attributes of a {@code RingSource} or {@code RingSink}, or of a graph around them. They take
 * precedence over the settings, like Pekko's {@code StreamRefAttributes}.
 */
public final class RingAttributes {

  /**
   * Name of a dispatcher for streams that wait much and do little. It is an argument for {@code
   * ActorAttributes.dispatcher} or {@code async}. Streams on it share the thread that waits for
   * their doorbells, as on an event loop, which saves a wake-up for each message to an idle stream.
   * They must neither block nor compute for long: that delays all rings of the actor system.
   */
  public static final String CONDUCTOR_DISPATCHER = "culvert.conductor-dispatcher";

  private RingAttributes() {}

  /**
   * {@return an attribute for the timeout for a successor of a lost peer}
   *
   * @param timeout not negative, or {@link RingSettings#FOREVER}
   */
  public static Attributes peerTimeout(Duration timeout) {
    return Attributes.none().and(new PeerTimeout(timeout));
  }

  /**
   * {@return an attribute for the timeout for the first peer}
   *
   * @param timeout not negative, or {@link RingSettings#FOREVER}
   */
  public static Attributes attachTimeout(Duration timeout) {
    return Attributes.none().and(new AttachTimeout(timeout));
  }

  /**
   * {@return an attribute for the time without a sign of life after which a peer counts as stalled}
   *
   * @param time the time; {@code reference.conf} states the least value
   */
  public static Attributes stallAfter(Duration time) {
    return Attributes.none().and(new StallAfter(time));
  }

  /**
   * {@return settings with attributes applied}
   *
   * @param settings the settings
   * @param attributes the attributes that a stage inherited
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
      SettingRanges.requireTimeout("peer-timeout", timeout);
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
      SettingRanges.requireTimeout("attach-timeout", timeout);
    }
  }

  /**
   * The attribute of {@link RingAttributes#stallAfter}.
   *
   * @param time the time without a sign of life
   */
  public record StallAfter(Duration time) implements Attributes.Attribute {
    /**
     * Checks the value.
     *
     * @param time the value
     */
    public StallAfter {
      SettingRanges.requireStallAfter(Objects.requireNonNull(time, "time"));
    }
  }
}
