package io.culvert.bench.work;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.HdrHistogram.Histogram;

/**
 * Asks at fixed moments, one request on its way at a time, and records how long after the
 * <em>intended</em> moment each reply has come. When a reply is late, so are the requests after it,
 * and each of them is charged with its delay: no omission is coordinated.
 */
public final class Pinger {

  /** What is given instead of a request at the end. */
  private static final byte[] END = new byte[0];

  private static final long LONGEST = TimeUnit.MINUTES.toNanos(10);
  private static final int DIGITS = 3;

  /** A thread that sleeps wakes up late; so the rest of the time it looks at the clock. */
  private static final long SPUN_NANOS = TimeUnit.MICROSECONDS.toNanos(300);

  private static final long WARM_UP_INTERVAL_NANOS = TimeUnit.MICROSECONDS.toNanos(100);

  private final Histogram histogram = new Histogram(LONGEST, DIGITS);
  private final Pattern pattern;
  private final long intervalNanos;
  private final long warmUpNanos;
  private final long windowNanos;
  private long number;
  private long begin;
  private boolean recording;
  private long intended;

  /**
   * A pinger.
   *
   * @param pattern what requests look like
   * @param perSecond requests
   * @param warmUp during which nothing is recorded, and up to ten thousand requests a second are
   *     sent
   * @param window in which it is
   */
  public Pinger(Pattern pattern, double perSecond, Duration warmUp, Duration window) {
    this.pattern = pattern;
    this.intervalNanos = Math.round(TimeUnit.SECONDS.toNanos(1) / perSecond);
    this.warmUpNanos = warmUp.toNanos();
    this.windowNanos = window.toNanos();
  }

  /**
   * The first request. Time begins with its reply: before that, the channels are being set up.
   *
   * @return a payload
   */
  public byte[] first() {
    return pattern.payload(number);
  }

  /**
   * Takes the reply, and waits for the moment of the next request.
   *
   * @param reply to the request that was given last
   * @return the next request; empty at the end
   * @throws IllegalStateException when it is another reply, or not whole
   */
  public byte[] next(byte[] reply) {
    long now = System.nanoTime();
    pattern.check(reply, number);
    if (number == 0) {
      begin = now;
    }
    if (recording) {
      histogram.recordValue(Math.min(now - intended, LONGEST));
      intended += intervalNanos;
    } else {
      // Much more often than in the window: what is not compiled yet would be measured else.
      intended = now + Math.min(intervalNanos, WARM_UP_INTERVAL_NANOS);
      recording = now - begin >= warmUpNanos;
    }
    number++;
    if (now - begin >= warmUpNanos + windowNanos) {
      return END;
    }
    awaitIntended();
    return pattern.payload(number);
  }

  private void awaitIntended() {
    for (long rest = rest(); rest > 0; rest = rest()) {
      if (rest > SPUN_NANOS) {
        LockSupport.parkNanos(rest - SPUN_NANOS);
      } else {
        Thread.onSpinWait();
      }
    }
  }

  private long rest() {
    return intended - System.nanoTime();
  }

  /**
   * Whether what was given is the end.
   *
   * @param request what {@link #next} has given
   * @return true at the end
   */
  public static boolean isEnd(byte[] request) {
    return request.length == 0;
  }

  /**
   * What was recorded.
   *
   * @return nanoseconds; complete after the end
   */
  public Histogram histogram() {
    return histogram;
  }
}
