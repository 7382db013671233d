package io.culvert.javadsl;

import io.culvert.Committable;
import io.culvert.RingSettings;
import io.culvert.codec.Codec;
import io.culvert.stage.RingRef;
import io.culvert.stage.RingSourceStage;
import java.util.Objects;
import java.util.Optional;
import org.apache.pekko.stream.javadsl.Source;

/**
 * Creates sources that read from a ring. They emit the elements of the {@link RingSink} or the
 * {@link io.culvert.ring.RingWriter} at the ring of the same name, in this JVM or in another one on
 * this host: all elements, each intact, in the order of their publication.
 *
 * <p>A ring's name consists of 1 to 100 of the characters {@code A-Z a-z 0-9 _ . -}; any other name
 * is refused with an {@link IllegalArgumentException}. The writer must use a codec of the same name
 * and fingerprint. Each materialization takes the reader's role at the ring, so there can be one at
 * a time. A source without settings of its own uses those of the actor system that runs it.
 *
 * <p><b>Emits when</b> downstream requests an element and the ring has one.
 *
 * <p><b>Completes when</b> the writer completed and all its elements are emitted, or the control
 * stops the source. It fails with {@link io.culvert.exceptions.RemoteStreamException} if the writer
 * failed, after all its elements are emitted; with {@link
 * io.culvert.exceptions.AttachTimeoutException} or {@link
 * io.culvert.exceptions.PeerTerminatedException} if no writer attaches in time; with {@link
 * io.culvert.exceptions.RoleAlreadyHeldException} if another reader keeps the role; with {@link
 * io.culvert.exceptions.RingStorageException}, {@link
 * io.culvert.exceptions.IncompatibleRingException} or {@link
 * io.culvert.exceptions.CorruptRingException} if the ring is unusable; and with {@link
 * io.culvert.exceptions.CodecException} if the codec throws. The ring keeps the elements that a
 * failed source has not released.
 *
 * <p><b>Cancels when</b> downstream cancels: the writer's upstream is cancelled. If the cause is a
 * failure, its class name and message cross as a {@link
 * io.culvert.exceptions.RemoteStreamException}.
 *
 * <p><b>Materializes</b> a {@link RingControl}.
 */
public final class RingSource {

  private RingSource() {}

  /**
   * Creates a source that releases an element when downstream requests the next one. Up to the
   * first asynchronous boundary after the source, delivery is at-least-once: the successor of a
   * reader that died begins at the first element that was not released.
   *
   * <p><b>Discards</b> the elements left in the ring, if downstream cancels without a failure.
   *
   * @param <T> the type of the elements
   * @param name the ring's name
   * @param codec decodes the elements
   * @return the source
   */
  public static <T> Source<T, RingControl> create(String name, Codec<T> codec) {
    return create(new RingRef<>(name, codec, Optional.empty()));
  }

  /**
   * {@return a source like {@link #create(String, Codec)}, with its own settings}
   *
   * @param <T> the type of the elements
   * @param name the ring's name
   * @param codec decodes the elements
   * @param settings the settings
   */
  public static <T> Source<T, RingControl> create(
      String name, Codec<T> codec, RingSettings settings) {
    Objects.requireNonNull(settings, "settings");
    return create(new RingRef<>(name, codec, Optional.of(settings)));
  }

  /**
   * Creates a source whose elements stay in the ring until they are committed. Up to the commit,
   * delivery is at-least-once: the successor of a reader that died begins at the first element that
   * was not committed.
   *
   * <p>Elements may be committed in any order and by any thread. The ring releases the longest
   * sequence of committed elements from the first one on. Therefore every element must be
   * committed, also one that is filtered out.
   *
   * <p><b>Emits when</b> downstream requests an element, the ring has one, and fewer than {@code
   * max-uncommitted} elements wait for their commit.
   *
   * <p><b>Completes when</b> the class says. It then keeps its role until all elements are
   * committed, for at most {@code commit-timeout}. The next reader gets those that are not.
   *
   * <p><b>Cancels when</b> downstream cancels. If it cancels without a failure, the writer's
   * upstream is cancelled once all emitted elements are committed.
   *
   * @param <T> the type of the elements
   * @param name the ring's name
   * @param codec decodes the elements
   * @return the source
   * @see Committer
   */
  public static <T> Source<Committable<T>, RingControl> committable(String name, Codec<T> codec) {
    return committable(new RingRef<>(name, codec, Optional.empty()));
  }

  /**
   * {@return a source like {@link #committable(String, Codec)}, with its own settings}
   *
   * @param <T> the type of the elements
   * @param name the ring's name
   * @param codec decodes the elements
   * @param settings the settings
   */
  public static <T> Source<Committable<T>, RingControl> committable(
      String name, Codec<T> codec, RingSettings settings) {
    Objects.requireNonNull(settings, "settings");
    return committable(new RingRef<>(name, codec, Optional.of(settings)));
  }

  private static <T> Source<Committable<T>, RingControl> committable(RingRef<T> ring) {
    return Source.fromGraph(RingSourceStage.committable(ring))
        .mapMaterializedValue(RingControl::new);
  }

  private static <T> Source<T, RingControl> create(RingRef<T> ring) {
    return Source.fromGraph(RingSourceStage.releasing(ring)).mapMaterializedValue(RingControl::new);
  }
}
