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
   * Sets the timeout for a successor of a lost peer.
   *
   * @param timeout not negative, or {@link RingSettings#FOREVER}
   * @return the attribute
   */
  public static Attributes peerTimeout(Duration timeout) {
    return Attributes.none().and(new PeerTimeout(timeout));
  }

  /**
   * Sets the timeout for the first peer.
   *
   * @param timeout not negative, or {@link RingSettings#FOREVER}
   * @return the attribute
   */
  public static Attributes attachTimeout(Duration timeout) {
    return Attributes.none().and(new AttachTimeout(timeout));
  }

  /**
   * Sets the time without a sign of life after which a peer counts as stalled.
   *
   * @param time the time; {@code reference.conf} states the least value
   * @return the attribute
   */
  public static Attributes stallAfter(Duration time) {
    return Attributes.none().and(new StallAfter(time));
  }

  /**
   * Applies attributes to settings.
   *
   * @param settings the settings
   * @param attributes the attributes that a stage inherited
   * @return the changed settings
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
      RingSettings.requireTimeout("peer-timeout", timeout);
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
      RingSettings.requireTimeout("attach-timeout", timeout);
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
      RingSettings.requireStallAfter(Objects.requireNonNull(time, "time"));
    }
  }
}
