package io.culvert.stage;

import io.culvert.EdgeSettings;
import io.culvert.RingSettings;
import io.culvert.codec.Codec;
import io.culvert.codec.EitherCodec;
import io.culvert.ring.RingFile;
import io.culvert.ring.RingSpec;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import org.apache.pekko.actor.ActorSystem;

/**
 * INTERNAL API. Makes what elements lie in on their way, for each materialization anew.
 *
 * @param <T> the type of the elements
 */
public interface Carriers<T> {

  /**
   * Opens one; whatever may block is done elsewhere.
   *
   * @param system the actor system that the graph runs in
   * @return the carrier, soon
   */
  CompletableFuture<Carrier<T>> open(ActorSystem system);

  /**
   * Queues of references.
   *
   * @param <T> the type of the elements
   * @param settings how many elements may be in one
   * @return their factory
   */
  static <T> Carriers<T> onHeap(EdgeSettings settings) {
    int capacity = settings.capacity();
    return system -> CompletableFuture.completedFuture(new HeapCarrier<>(capacity));
  }

  /**
   * Rings without a name.
   *
   * @param <T> the type of the elements
   * @param settings how many elements may be in one, and what the rings are like
   * @param codec how elements become bytes
   * @return their factory
   * @throws IllegalArgumentException when the codec's name is empty or too long
   */
  static <T> Carriers<T> inSharedMemory(EdgeSettings settings, Codec<T> codec) {
    Objects.requireNonNull(codec, "codec");
    settings.ring().ifPresent(ring -> RingEnd.spec(ring, codec)); // throws what is wrong with it
    return system -> {
      RingSettings ring = settings.ring().orElseGet(() -> RingSettings.create(system));
      return CompletableFuture.supplyAsync(
          () -> openRing(ring, codec, settings.capacity()),
          CulvertExtension.ID.get(system).blocking());
    };
  }

  private static <T> Carrier<T> openRing(RingSettings used, Codec<T> codec, int capacity) {
    RingSpec spec = RingEnd.spec(used, codec);
    try (RingFile ring = RingFile.anonymous(RingEnd.directory(used), spec)) {
      return new RingCarrier<>(ring, used.capacity(), ofOneEdge(codec, capacity), capacity);
    }
  }

  private static <T> Codec<T> ofOneEdge(Codec<T> codec, int capacity) {
    return codec instanceof EitherCodec<T> either ? new TaggedCodec<>(either, capacity) : codec;
  }
}
