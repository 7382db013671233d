package io.culvert.stage;

import io.culvert.PeerState;
import io.culvert.RingMetrics;
import io.culvert.peer.Station;
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
  private volatile Station station;

  /** From now on there is somebody who knows of the other side. */
  void attached(Station attached) {
    station = attached;
  }

  void element(long positionBehind, long backlog) {
    elements.lazySet(elements.getPlain() + 1);
    position.lazySet(positionBehind);
    backlogBytes.lazySet(backlog);
  }

  void parking() {
    parkings.lazySet(parkings.getPlain() + 1);
  }

  RingMetrics snapshot() {
    Station attached = station;
    return new RingMetrics(
        elements.get(),
        position.get(),
        backlogBytes.get(),
        parkings.get(),
        attached == null ? PeerState.AWAITED : attached.peerState(),
        attached != null && attached.isReachable());
  }
}
