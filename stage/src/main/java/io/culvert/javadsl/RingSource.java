package io.culvert.javadsl;

import io.culvert.Committable;
import io.culvert.RingSettings;
import io.culvert.codec.Codec;
import io.culvert.stage.RingEnd;
import io.culvert.stage.RingSourceStage;
import java.util.Objects;
import java.util.Optional;
import org.apache.pekko.stream.javadsl.Source;

/**
 * The receiving half of an edge: a source of what a {@link RingSink}, or a {@link
 * io.culvert.ring.RingWriter}, puts into the ring of the same name, in this JVM or in another one
 * on this host.
 *
 * <p>Elements come in the order in which they were published, each of them whole, none of them left
 * out. An element is released when downstream asks for the next one: up to the first asynchronous
 * boundary after the source, delivery is at-least-once; a reader that takes the place of one that
 * has died begins with the first element not released.
 */
public final class RingSource {

  private RingSource() {}

  /**
   * A source with the settings of the actor system that runs it.
   *
   * <p><b>Emits when</b> downstream asks and the ring has an element.
   *
   * <p><b>Completes when</b> the writer has completed and everything before its end is emitted, or
   * the control is stopped. It fails with {@link io.culvert.RemoteStreamException} when the writer
   * has failed and everything before that is emitted; with {@link
   * io.culvert.RoleAlreadyHeldException} when the ring has another reader and keeps it for a
   * second; with {@link io.culvert.RingStorageException}, {@link
   * io.culvert.IncompatibleRingException} or {@link io.culvert.CorruptRingException} when the ring
   * cannot be used; with {@link io.culvert.CodecException} when the codec throws. A failed source
   * leaves what it has not released in the ring.
   *
   * <p><b>Cancels when</b> downstream cancels: the writer's upstream is cancelled, with the same
   * cause if it was a failure.
   *
   * <p><b>Discards</b> what is left in the ring when downstream cancels without a failure.
   *
   * <p><b>Materializes</b> a {@link RingControl}.
   *
   * @param <T> the type of the elements
   * @param name the ring's name: 1 to 100 of {@code A-Z a-z 0-9 _ . -}
   * @param codec what elements are in it; it must be the writer's
   * @return the source; each materialization takes the reader's role, so there is one at a time
   * @throws IllegalArgumentException when the name is none
   */
  public static <T> Source<T, RingControl> create(String name, Codec<T> codec) {
    return create(new RingEnd<>(name, codec, Optional.empty()));
  }

  /**
   * A source with settings of its own; see {@link #create(String, Codec)}.
   *
   * @param <T> the type of the elements
   * @param name the ring's name: 1 to 100 of {@code A-Z a-z 0-9 _ . -}
   * @param codec what elements are in it; it must be the writer's
   * @param settings the settings
   * @return the source
   * @throws IllegalArgumentException when the name is none
   */
  public static <T> Source<T, RingControl> create(
      String name, Codec<T> codec, RingSettings settings) {
    Objects.requireNonNull(settings, "settings");
    return create(new RingEnd<>(name, codec, Optional.of(settings)));
  }

  /**
   * A source whose elements stay in the ring until they are committed: at-least-once to wherever
   * the commit is. A reader that takes the place of one that has died begins exactly at the first
   * element that was not committed; at most {@code max-uncommitted} elements come again.
   *
   * <p><b>Emits when</b> downstream asks, the ring has an element, and fewer than {@code
   * max-uncommitted} are on their way. Commits may come in any order and from any thread; what is
   * released is always the first ones without a gap, so every element must be committed, also one
   * that is filtered out.
   *
   * <p><b>Completes when</b> the writer has completed and everything before its end is emitted, or
   * the control is stopped. The source then keeps its role until everything is committed, for at
   * most {@code commit-timeout}; what is not committed by then stays in the ring for the next
   * reader. It fails like {@link #create(String, Codec)}.
   *
   * <p><b>Cancels when</b> downstream cancels: the writer's upstream is cancelled, without a
   * failure only once everything on its way is committed.
   *
   * <p><b>Materializes</b> a {@link RingControl}.
   *
   * @param <T> the type of the elements
   * @param name the ring's name: 1 to 100 of {@code A-Z a-z 0-9 _ . -}
   * @param codec what elements are in it; it must be the writer's
   * @return the source; each materialization takes the reader's role, so there is one at a time
   * @throws IllegalArgumentException when the name is none
   * @see Committer
   */
  public static <T> Source<Committable<T>, RingControl> committable(String name, Codec<T> codec) {
    return committable(new RingEnd<>(name, codec, Optional.empty()));
  }

  /**
   * A source whose elements stay in the ring until they are committed, with settings of its own;
   * see {@link #committable(String, Codec)}.
   *
   * @param <T> the type of the elements
   * @param name the ring's name: 1 to 100 of {@code A-Z a-z 0-9 _ . -}
   * @param codec what elements are in it; it must be the writer's
   * @param settings the settings
   * @return the source
   * @throws IllegalArgumentException when the name is none
   */
  public static <T> Source<Committable<T>, RingControl> committable(
      String name, Codec<T> codec, RingSettings settings) {
    Objects.requireNonNull(settings, "settings");
    return committable(new RingEnd<>(name, codec, Optional.of(settings)));
  }

  private static <T> Source<Committable<T>, RingControl> committable(RingEnd<T> end) {
    return Source.fromGraph(RingSourceStage.committable(end))
        .mapMaterializedValue(RingControl::new);
  }

  private static <T> Source<T, RingControl> create(RingEnd<T> end) {
    return Source.fromGraph(RingSourceStage.releasing(end)).mapMaterializedValue(RingControl::new);
  }
}
