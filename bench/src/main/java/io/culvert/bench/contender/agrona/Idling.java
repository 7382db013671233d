package io.culvert.bench.contender.agrona;

import io.culvert.bench.contender.RoundTrip;
import java.time.Duration;
import org.agrona.concurrent.BackoffIdleStrategy;
import org.agrona.concurrent.BusySpinIdleStrategy;
import org.agrona.concurrent.IdleStrategy;

/**
 * The way in which a plain thread waits for a message of a round trip: without a pause if messages
 * come often, else by Agrona's back-off.
 *
 * @param longestPark of the back-off
 */
public record Idling(Duration longestPark) {

  /** The back-off with its defaults. */
  public static final Idling DEFAULT =
      new Idling(Duration.ofNanos(BackoffIdleStrategy.DEFAULT_MAX_PARK_PERIOD_NS));

  /** A back-off with shorter parks. */
  public static final Idling SHORT = new Idling(Duration.ofNanos(50_000));

  /** Creates a strategy for one thread. */
  public IdleStrategy at(RoundTrip.Pace pace) {
    return pace == RoundTrip.Pace.HOT
        ? new BusySpinIdleStrategy()
        : new BackoffIdleStrategy(
            BackoffIdleStrategy.DEFAULT_MAX_SPINS,
            BackoffIdleStrategy.DEFAULT_MAX_YIELDS,
            BackoffIdleStrategy.DEFAULT_MIN_PARK_PERIOD_NS,
            longestPark.toNanos());
  }
}
