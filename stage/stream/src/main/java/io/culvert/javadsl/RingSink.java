package io.culvert.javadsl;

import io.culvert.RingSettings;
import io.culvert.codec.Codec;
import io.culvert.stage.RingRef;
import io.culvert.stage.RingSinkStage;
import io.culvert.stage.SinkHandle;
import io.culvert.stage.Stay;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.ToLongFunction;
import org.apache.pekko.Done;
import org.apache.pekko.stream.javadsl.Sink;

/**
 * Creates sinks that write to a ring. The {@link RingSource} or the {@link
 * io.culvert.ring.RingReader} at the ring of the same name emits their elements, in this JVM or in
 * another one on this host.
 *
 * <p>A ring's name consists of 1 to 100 of the characters {@code A-Z a-z 0-9 _ . -}; any other name
 * is refused with an {@link IllegalArgumentException}. The reader must use a codec of the same name
 * and fingerprint. Each materialization takes the writer's role at the ring, so there can be one at
 * a time. A sink without settings of its own uses those of the actor system that runs it.
 *
 * <p><b>Emits when</b> upstream pushes and the ring has room: the element is published, and
 * survives this JVM.
 *
 * <p><b>Backpressures when</b> the ring is full, until the sink is attached, and while the ring
 * holds an earlier stream that is not drained. After a {@code wireTap} this loses the first
 * elements; a buffer or a {@code conflate} before the sink prevents it.
 *
 * <p><b>Completes when</b> upstream completes and everything is published, or the reader cancels.
 * It fails with {@link io.culvert.exceptions.RemoteStreamException} if the reader fails; with
 * {@link io.culvert.exceptions.AttachTimeoutException} or {@link
 * io.culvert.exceptions.PeerTerminatedException} if the ring is full and no reader attaches in
 * time; with {@link io.culvert.exceptions.RoleAlreadyHeldException} if another writer keeps the
 * role; with {@link io.culvert.exceptions.RingStorageException}, {@link
 * io.culvert.exceptions.IncompatibleRingException} or {@link
 * io.culvert.exceptions.CorruptRingException} if the ring is unusable; with {@link
 * io.culvert.exceptions.CodecException} if the codec throws; and with {@link
 * io.culvert.exceptions.MessageTooLargeException} if an element exceeds {@code max-message-size}.
 * The ring keeps the elements published before, followed by the failure.
 *
 * <p><b>Cancels when</b> the reader cancels, or the sink fails.
 *
 * <p><b>Discards</b> the one element that waits for room, if the actor system terminates or the
 * reader cancels.
 */
public final class RingSink {

  private RingSink() {}

  /**
   * Creates a sink that completes when everything is published.
   *
   * <p><b>Materializes</b> a future that completes when all elements and the end of the stream are
   * published. They are in the ring then, but the reader may not have taken them yet. The future
   * fails if the sink fails.
   *
   * @param <T> the type of the elements
   * @param name the ring's name
   * @param codec encodes the elements
   * @return the sink
   */
  public static <T> Sink<T, CompletionStage<Done>> create(String name, Codec<T> codec) {
    return create(new RingRef<>(name, codec, Optional.empty()));
  }

  /**
   * {@return a sink like {@link #create(String, Codec)}, with its own settings}
   *
   * @param <T> the type of the elements
   * @param name the ring's name
   * @param codec encodes the elements
   * @param settings the settings
   */
  public static <T> Sink<T, CompletionStage<Done>> create(
      String name, Codec<T> codec, RingSettings settings) {
    Objects.requireNonNull(settings, "settings");
    return create(new RingRef<>(name, codec, Optional.of(settings)));
  }

  /**
   * {@return a sink that keeps its role until the reader has taken everything}
   *
   * @param <T> the type of the elements
   * @param name the ring's name
   * @param codec encodes the elements
   */
  public static <T> Sink<T, RingSinkControl> withControl(String name, Codec<T> codec) {
    return withControl(new RingRef<>(name, codec, Optional.empty()));
  }

  /**
   * {@return a sink like {@link #withControl(String, Codec)}, with its own settings}
   *
   * @param <T> the type of the elements
   * @param name the ring's name
   * @param codec encodes the elements
   * @param settings the settings
   */
  public static <T> Sink<T, RingSinkControl> withControl(
      String name, Codec<T> codec, RingSettings settings) {
    Objects.requireNonNull(settings, "settings");
    return withControl(new RingRef<>(name, codec, Optional.of(settings)));
  }

  /**
   * Creates a sink like {@link #withControl(String, Codec)} that stores a token with each element.
   * A producer uses it to continue after a crash.
   *
   * <p>The token is a number with a meaning for the producer: an offset in a file, or a sequence
   * number. The ring stores it together with its element. A restarted producer gets the token of
   * the last published element from {@link RingSinkControl#resumePoint()} and begins after it. Thus
   * no element is lost and none is published twice.
   *
   * @param <T> the type of the elements
   * @param name the ring's name
   * @param codec encodes the elements
   * @param token returns the token of an element; called once for each. If it throws, the sink
   *     fails
   * @return the sink
   */
  public static <T> Sink<T, RingSinkControl> resumable(
      String name, Codec<T> codec, ToLongFunction<? super T> token) {
    return resumable(new RingRef<>(name, codec, Optional.empty()), token);
  }

  /**
   * {@return a sink like {@link #resumable(String, Codec, ToLongFunction)}, with its own settings}
   *
   * @param <T> the type of the elements
   * @param name the ring's name
   * @param codec encodes the elements
   * @param token returns the token of an element
   * @param settings the settings
   */
  public static <T> Sink<T, RingSinkControl> resumable(
      String name, Codec<T> codec, ToLongFunction<? super T> token, RingSettings settings) {
    Objects.requireNonNull(settings, "settings");
    return resumable(new RingRef<>(name, codec, Optional.of(settings)), token);
  }

  private static <T> Sink<T, RingSinkControl> resumable(
      RingRef<T> ring, ToLongFunction<? super T> token) {
    return Sink.fromGraph(new RingSinkStage<>(ring, token))
        .mapMaterializedValue(RingSinkControl::new);
  }

  private static <T> Sink<T, CompletionStage<Done>> create(RingRef<T> ring) {
    return Sink.fromGraph(new RingSinkStage<>(ring, Stay.UNTIL_PUBLISHED))
        .mapMaterializedValue(SinkHandle::published);
  }

  private static <T> Sink<T, RingSinkControl> withControl(RingRef<T> ring) {
    return Sink.fromGraph(new RingSinkStage<>(ring, Stay.UNTIL_DRAINED))
        .mapMaterializedValue(RingSinkControl::new);
  }
}
