package io.culvert.stage;

import io.culvert.RingAttributes;
import io.culvert.RingSettings;
import io.culvert.annotation.InternalApi;
import io.culvert.codec.Codec;
import io.culvert.peer.PeerLink;
import io.culvert.peer.PeerTimeouts;
import io.culvert.peer.RoleAttachment;
import io.culvert.peer.WaitStrategy;
import io.culvert.peer.lock.Role;
import io.culvert.ring.file.MappedRing;
import io.culvert.ring.file.RingDirectory;
import io.culvert.ring.file.RingSpec;
import io.culvert.stage.system.CulvertExtension;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.apache.pekko.actor.ActorSystem;
import org.apache.pekko.stream.Attributes;

/**
 * A reference to a ring in the blueprint of a stage. It checks all arguments when the graph is
 * built, and opens nothing before the graph runs.
 */
@InternalApi
public final class RingRef<T> {

  private final String name;
  private final Codec<T> codec;
  private final Optional<RingSettings> settings;

  /**
   * Creates a reference.
   *
   * @param name the name of the ring
   * @param codec encodes and decodes the elements
   * @param settings the settings; empty for those of the actor system that the stage runs in
   * @throws IllegalArgumentException if the name is not a valid ring name, or the codec's name is
   *     empty or too long
   * @throws NullPointerException if an argument is null
   */
  public RingRef(String name, Codec<T> codec, Optional<RingSettings> settings) {
    requireName(Objects.requireNonNull(name, "name"));
    this.name = name;
    this.codec = Objects.requireNonNull(codec, "codec");
    this.settings = Objects.requireNonNull(settings, "settings");
    settings.ifPresent(used -> spec(used, codec));
  }

  /**
   * Checks the name of a ring.
   *
   * @param name the name
   * @throws IllegalArgumentException if it is not a valid ring name
   */
  public static void requireName(String name) {
    RingDirectory.requireName(name);
  }

  String name() {
    return name;
  }

  Codec<T> codec() {
    return codec;
  }

  /** Returns the settings, or those of the system, with the attributes of the stage applied. */
  RingSettings settings(ActorSystem system, Attributes attributes) {
    return RingAttributes.apply(settings.orElseGet(() -> RingSettings.create(system)), attributes);
  }

  /** Returns how often a stage checks again on its own thread before it parks. */
  static int spins(RingSettings used) {
    return used.waiting() == WaitStrategy.PARK ? 0 : used.inlineSpins();
  }

  /** Creates a request for a role at the ring. */
  <S extends AutoCloseable> RoleAttachment<S> attachment(
      ActorSystem system, RingSettings used, Role role, Function<MappedRing, S> attach) {
    return new RoleAttachment<>(
        CulvertExtension.ID.get(system).context(),
        role,
        new RoleAttachment.Place(() -> directory(used), name, spec(used, codec)),
        waitPolicy(used),
        attach);
  }

  private static PeerLink.WaitPolicy waitPolicy(RingSettings used) {
    return new PeerLink.WaitPolicy(
        used.waiting(),
        used.spinDuration(),
        new PeerTimeouts(used.peerTimeout(), used.attachTimeout(), used.stallAfter()));
  }

  public static RingDirectory directory(RingSettings settings) {
    Path path = settings.directory().orElseGet(RingDirectory::defaultPath);
    return settings.networkFileSystemAllowed()
        ? RingDirectory.onAnyFileSystem(path)
        : RingDirectory.local(path);
  }

  /**
   * Returns the properties that a ring must have.
   *
   * @param used the settings
   * @param codec encodes and decodes the elements
   * @return the specification
   * @throws IllegalArgumentException if the codec's name is empty or too long
   */
  public static RingSpec spec(RingSettings used, Codec<?> codec) {
    return new RingSpec(used.capacity(), used.maxMessageSize(), codec.name(), codec.fingerprint());
  }

  @Override
  public String toString() {
    return name + ", " + codec.name();
  }
}
