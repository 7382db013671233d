package io.culvert.stage;

import io.culvert.RingMetrics;
import io.culvert.annotation.InternalApi;
import io.culvert.peer.PeerLink;
import io.culvert.peer.PeerState;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The counters of a stage. Only the stage writes them, with stores as cheap as plain ones; any
 * thread reads them, a little late. They refer to no mapped memory, so they may be read after the
 * ring is closed.
 */
@InternalApi
final class StageCounters {

  private final AtomicLong elements = new AtomicLong();
  private final AtomicLong position = new AtomicLong();
  private final AtomicLong backlogBytes = new AtomicLong();
  private final AtomicLong parkings = new AtomicLong();
  private volatile PeerLink link;

  /** Adds the link that knows the state of the peer. */
  void attached(PeerLink attached) {
    link = attached;
  }

  void element(long positionAfter, long backlog) {
    elements.lazySet(elements.getPlain() + 1);
    position.lazySet(positionAfter);
    backlogBytes.lazySet(backlog);
  }

  void parking() {
    parkings.lazySet(parkings.getPlain() + 1);
  }

  RingMetrics snapshot() {
    PeerLink attached = link;
    return new RingMetrics(
        elements.get(),
        position.get(),
        backlogBytes.get(),
        parkings.get(),
        attached == null ? PeerState.AWAITED : attached.peerState(),
        attached != null && attached.isReachable());
  }
}
