package io.culvert.edge;

import io.culvert.EdgeSettings;
import io.culvert.RingSettings;
import io.culvert.annotation.InternalApi;
import io.culvert.codec.Codec;
import io.culvert.codec.EitherCodec;
import io.culvert.ring.file.MappedRing;
import io.culvert.ring.file.RingSpec;
import io.culvert.stage.RingRef;
import io.culvert.stage.system.CulvertExtension;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import org.apache.pekko.actor.ActorSystem;

/**
 * Opens the queue of an edge, one for each materialization.
 *
 * @param <T> the type of the elements
 */
@InternalApi
public interface EdgeQueues<T> {

  /**
   * Opens a queue. What may block runs on another thread.
   *
   * @param system the actor system that the graph runs in
   * @return completes with the queue
   */
  CompletableFuture<EdgeQueue<T>> open(ActorSystem system);

  /**
   * Returns a factory of queues of references.
   *
   * @param <T> the type of the elements
   * @param settings the capacity in elements
   * @return the factory
   */
  static <T> EdgeQueues<T> onHeap(EdgeSettings settings) {
    int capacity = settings.capacity();
    return system -> CompletableFuture.completedFuture(new HeapEdgeQueue<>(capacity));
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
  static <T> EdgeQueues<T> inSharedMemory(EdgeSettings settings, Codec<T> codec) {
    Objects.requireNonNull(codec, "codec");
    settings.ring().ifPresent(ring -> RingRef.spec(ring, codec)); // fails early
    return system -> {
      RingSettings ring = settings.ring().orElseGet(() -> RingSettings.create(system));
      return CompletableFuture.supplyAsync(
          () -> openRing(ring, codec, settings.capacity()),
          CulvertExtension.ID.get(system).blocking());
    };
  }

  private static <T> EdgeQueue<T> openRing(RingSettings used, Codec<T> codec, int capacity) {
    RingSpec spec = RingRef.spec(used, codec);
    try (MappedRing ring = MappedRing.anonymous(RingRef.directory(used), spec)) {
      return new RingEdgeQueue<>(ring, used.capacity(), ofOneEdge(codec, capacity), capacity);
    }
  }

  private static <T> Codec<T> ofOneEdge(Codec<T> codec, int capacity) {
    return codec instanceof EitherCodec<T> either ? new TaggedCodec<>(either, capacity) : codec;
  }
}
