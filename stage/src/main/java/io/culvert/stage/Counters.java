package io.culvert.stage;

import io.culvert.RingMetrics;
import java.util.concurrent.atomic.AtomicLong;

/**
 * INTERNAL API. What a stage counts. Written by the stage alone, by stores that cost what plain
 * ones do; read by any thread, a little late. It refers to no mapped memory, so it may be read when
 * the ring is long gone.
 */
final class Counters {

  private final AtomicLong elements = new AtomicLong();
  private final AtomicLong position = new AtomicLong();
  private final AtomicLong backlogBytes = new AtomicLong();
  private final AtomicLong parkings = new AtomicLong();

  void element(long positionBehind, long backlog) {
    elements.lazySet(elements.getPlain() + 1);
    position.lazySet(positionBehind);
    backlogBytes.lazySet(backlog);
  }

  void parking() {
    parkings.lazySet(parkings.getPlain() + 1);
  }

  RingMetrics snapshot() {
    return new RingMetrics(elements.get(), position.get(), backlogBytes.get(), parkings.get());
  }
}
