package io.culvert.bench.contender;

import org.agrona.concurrent.BackoffIdleStrategy;
import org.agrona.concurrent.BusySpinIdleStrategy;
import org.agrona.concurrent.IdleStrategy;

/** How a plain thread waits for a message in a round trip. */
final class Idling {

  private Idling() {}

  /** Hot: looks without a pause. Idle: Agrona's back-off, which sleeps for up to a millisecond. */
  static IdleStrategy at(RoundTrip.Pace pace) {
    return pace == RoundTrip.Pace.HOT ? new BusySpinIdleStrategy() : new BackoffIdleStrategy();
  }
}
