package io.culvert.edge;

import io.culvert.EdgeSettings;
import io.culvert.RingSettings;
import io.culvert.annotation.InternalApi;
import io.culvert.codec.Codec;
import io.culvert.codec.Encoding;
import io.culvert.codec.Offload;
import io.culvert.ring.file.MappedRing;
import io.culvert.ring.file.RingSpec;
import io.culvert.stage.RingRef;
import io.culvert.stage.system.CulvertExtension;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import org.apache.pekko.actor.ActorSystem;

/** Opens the queue of an edge, one for each materialization. */
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
   * @param settings the capacity in elements, and the settings of the rings
   * @param encoding encodes and decodes the elements
   * @return the factory
   * @throws IllegalArgumentException if the codec's name is empty or too long
   */
  static <T> EdgeQueues<T> inSharedMemory(EdgeSettings settings, Encoding<T> encoding) {
    Objects.requireNonNull(encoding, "encoding");
    settings.ring().ifPresent(used -> RingRef.spec(used, codecOf(encoding))); // fails early
    return system -> {
      RingSettings used = settings.ring().orElseGet(() -> RingSettings.create(system));
      return CompletableFuture.supplyAsync(
          () -> openRing(used, encoding, settings.capacity()),
          CulvertExtension.ID.get(system).blocking());
    };
  }

  private static <T> EdgeQueue<T> openRing(RingSettings used, Encoding<T> encoding, int capacity) {
    Codec<T> codec =
        encoding instanceof Offload<T> offload
            ? new TaggedCodec<>(offload, capacity)
            : codecOf(encoding);
    RingSpec spec = RingRef.spec(used, codec);
    try (MappedRing ring = MappedRing.anonymous(RingRef.directory(used), spec)) {
      return new RingEdgeQueue<>(ring, used.capacity(), codec, capacity);
    }
  }

  private static <T> Codec<T> codecOf(Encoding<T> encoding) {
    return encoding instanceof Offload<T> offload ? offload.codec() : (Codec<T>) encoding;
  }
}
