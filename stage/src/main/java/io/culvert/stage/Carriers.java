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
 * INTERNAL API. Opens the queue of an edge, one for each materialization.
 *
 * @param <T> the type of the elements
 */
public interface Carriers<T> {

  /**
   * Opens a queue. What may block runs on another thread.
   *
   * @param system the actor system that the graph runs in
   * @return completes with the queue
   */
  CompletableFuture<Carrier<T>> open(ActorSystem system);

  /**
   * Returns a factory of queues of references.
   *
   * @param <T> the type of the elements
   * @param settings the capacity in elements
   * @return the factory
   */
  static <T> Carriers<T> onHeap(EdgeSettings settings) {
    int capacity = settings.capacity();
    return system -> CompletableFuture.completedFuture(new HeapCarrier<>(capacity));
  }

  /**
   * Returns a factory of rings without a name.
   *
   * @param <T> the type of the elements
   * @param settings the capacity in elements, and the settings of the rings
   * @param codec encodes and decodes the elements
   * @return the factory
   * @throws IllegalArgumentException if the codec's name is empty or too long
   */
  static <T> Carriers<T> inSharedMemory(EdgeSettings settings, Codec<T> codec) {
    Objects.requireNonNull(codec, "codec");
    settings.ring().ifPresent(ring -> RingEnd.spec(ring, codec)); // fails early
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
