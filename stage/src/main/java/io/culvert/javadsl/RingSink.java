package io.culvert.javadsl;

import io.culvert.RingSettings;
import io.culvert.codec.Codec;
import io.culvert.stage.RingEnd;
import io.culvert.stage.RingSinkStage;
import io.culvert.stage.RingSinkStage.Stay;
import io.culvert.stage.SinkHandle;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.ToLongFunction;
import org.apache.pekko.Done;
import org.apache.pekko.stream.javadsl.Sink;

/**
 * The sending half of an edge: a sink whose elements come out of the {@link RingSource}, or the
 * {@link io.culvert.ring.RingReader}, at the ring of the same name, in this JVM or in another one
 * on this host.
 */
public final class RingSink {

  private RingSink() {}

  /**
   * A sink with the settings of the actor system that runs it.
   *
   * <p><b>Emits when</b> upstream pushes and the ring has room: the element is then published, and
   * survives this JVM.
   *
   * <p><b>Backpressures when</b> the ring is full, until it is attached, and while it still holds
   * an earlier stream that is not drained. Behind a {@code wireTap} this loses the first elements,
   * unless there is a buffer or a {@code conflate} between.
   *
   * <p><b>Completes when</b> upstream completes and everything is published, or the reader cancels.
   * It fails with {@link io.culvert.RemoteStreamException} when the reader has failed; with {@link
   * io.culvert.RoleAlreadyHeldException} when the ring has another writer and keeps it for a
   * second; with {@link io.culvert.RingStorageException}, {@link
   * io.culvert.IncompatibleRingException} or {@link io.culvert.CorruptRingException} when the ring
   * cannot be used; with {@link io.culvert.CodecException} when the codec throws, and {@link
   * io.culvert.MessageTooLargeException} when an element is longer than {@code max-message-size}.
   * What was published before stays in the ring, followed by the failure.
   *
   * <p><b>Cancels when</b> the reader cancels, or the sink fails.
   *
   * <p><b>Discards</b> the one element that found no room yet, when the actor system is terminated
   * or the reader cancels.
   *
   * <p><b>Materializes</b> a future that completes when everything, the end included, is published:
   * the data is then safe in the ring, though maybe not read. It fails with what the sink has
   * failed with.
   *
   * @param <T> the type of the elements
   * @param name the ring's name: 1 to 100 of {@code A-Z a-z 0-9 _ . -}
   * @param codec what elements are in it; it must be the reader's
   * @return the sink; each materialization takes the writer's role, so there is one at a time
   * @throws IllegalArgumentException when the name is none
   */
  public static <T> Sink<T, CompletionStage<Done>> create(String name, Codec<T> codec) {
    return create(new RingEnd<>(name, codec, Optional.empty()));
  }

  /**
   * A sink with settings of its own; see {@link #create(String, Codec)}.
   *
   * @param <T> the type of the elements
   * @param name the ring's name: 1 to 100 of {@code A-Z a-z 0-9 _ . -}
   * @param codec what elements are in it; it must be the reader's
   * @param settings the settings
   * @return the sink
   * @throws IllegalArgumentException when the name is none
   */
  public static <T> Sink<T, CompletionStage<Done>> create(
      String name, Codec<T> codec, RingSettings settings) {
    Objects.requireNonNull(settings, "settings");
    return create(new RingEnd<>(name, codec, Optional.of(settings)));
  }

  /**
   * A sink that stays until the reader has taken everything, and tells when that is; else like
   * {@link #create(String, Codec)}.
   *
   * @param <T> the type of the elements
   * @param name the ring's name: 1 to 100 of {@code A-Z a-z 0-9 _ . -}
   * @param codec what elements are in it; it must be the reader's
   * @return the sink, which materializes a {@link RingSinkControl}
   * @throws IllegalArgumentException when the name is none
   */
  public static <T> Sink<T, RingSinkControl> withControl(String name, Codec<T> codec) {
    return withControl(new RingEnd<>(name, codec, Optional.empty()));
  }

  /**
   * A sink that stays until the reader has taken everything, with settings of its own; see {@link
   * #withControl(String, Codec)}.
   *
   * @param <T> the type of the elements
   * @param name the ring's name: 1 to 100 of {@code A-Z a-z 0-9 _ . -}
   * @param codec what elements are in it; it must be the reader's
   * @param settings the settings
   * @return the sink, which materializes a {@link RingSinkControl}
   * @throws IllegalArgumentException when the name is none
   */
  public static <T> Sink<T, RingSinkControl> withControl(
      String name, Codec<T> codec, RingSettings settings) {
    Objects.requireNonNull(settings, "settings");
    return withControl(new RingEnd<>(name, codec, Optional.of(settings)));
  }

  /**
   * A sink that leaves a token with each element, for a producer that wants to go on where it was
   * when it was killed; else like {@link #withControl(String, Codec)}.
   *
   * <p>The token is eight bytes that mean something to the producer: an offset in a file, a
   * sequence number. It is stored together with its element: who restarts asks {@link
   * RingSinkControl#resumePoint()} for the token of the last element that was published, and begins
   * behind it. So no element is lost and none is published twice.
   *
   * @param <T> the type of the elements
   * @param name the ring's name: 1 to 100 of {@code A-Z a-z 0-9 _ . -}
   * @param codec what elements are in it; it must be the reader's
   * @param token gives the token of an element, asked once for each; what it throws fails the sink
   * @return the sink, which materializes a {@link RingSinkControl}
   * @throws IllegalArgumentException when the name is none
   */
  public static <T> Sink<T, RingSinkControl> resumable(
      String name, Codec<T> codec, ToLongFunction<? super T> token) {
    return resumable(new RingEnd<>(name, codec, Optional.empty()), token);
  }

  /**
   * A sink that leaves a token with each element, with settings of its own; see {@link
   * #resumable(String, Codec, ToLongFunction)}.
   *
   * @param <T> the type of the elements
   * @param name the ring's name: 1 to 100 of {@code A-Z a-z 0-9 _ . -}
   * @param codec what elements are in it; it must be the reader's
   * @param token gives the token of an element, asked once for each; what it throws fails the sink
   * @param settings the settings
   * @return the sink, which materializes a {@link RingSinkControl}
   * @throws IllegalArgumentException when the name is none
   */
  public static <T> Sink<T, RingSinkControl> resumable(
      String name, Codec<T> codec, ToLongFunction<? super T> token, RingSettings settings) {
    Objects.requireNonNull(settings, "settings");
    return resumable(new RingEnd<>(name, codec, Optional.of(settings)), token);
  }

  private static <T> Sink<T, RingSinkControl> resumable(
      RingEnd<T> end, ToLongFunction<? super T> token) {
    return Sink.fromGraph(new RingSinkStage<>(end, token))
        .mapMaterializedValue(RingSinkControl::new);
  }

  private static <T> Sink<T, CompletionStage<Done>> create(RingEnd<T> end) {
    return Sink.fromGraph(new RingSinkStage<>(end, Stay.UNTIL_PUBLISHED))
        .mapMaterializedValue(SinkHandle::published);
  }

  private static <T> Sink<T, RingSinkControl> withControl(RingEnd<T> end) {
    return Sink.fromGraph(new RingSinkStage<>(end, Stay.UNTIL_DRAINED))
        .mapMaterializedValue(RingSinkControl::new);
  }
}
