package io.culvert.bench.work;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.HdrHistogram.Histogram;

/**
 * Gives requests at fixed moments, one on its way at a time, and records how long after the
 * <em>intended</em> moment each reply arrives. If a reply is late, so are the requests after it,
 * and each of them is charged with its delay. Therefore no omission is coordinated.
 */
public final class Pinger {

  private static final byte[] END = new byte[0];

  private static final long LONGEST = TimeUnit.MINUTES.toNanos(10);
  private static final int DIGITS = 3;

  /** A thread that sleeps wakes up late, so it reads the clock for the last part of a wait. */
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
   * Creates a pinger.
   *
   * @param pattern of the requests
   * @param perSecond requests in the window
   * @param warmUp time in which nothing is recorded, and requests are sent more often
   * @param window time in which round trips are recorded
   */
  public Pinger(Pattern pattern, double perSecond, Duration warmUp, Duration window) {
    this.pattern = pattern;
    this.intervalNanos = Math.round(TimeUnit.SECONDS.toNanos(1) / perSecond);
    this.warmUpNanos = warmUp.toNanos();
    this.windowNanos = window.toNanos();
  }

  /** Returns the first request. Time begins with its reply, after the channels are set up. */
  public byte[] first() {
    return pattern.payload(number);
  }

  /**
   * Takes the reply to the last request, and waits for the moment of the next one.
   *
   * @return the next request; empty at the end
   * @throws IllegalStateException if the reply is another one, or is damaged
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
      // More often than in the window, so that all code is compiled before it.
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

  /** Returns whether a request of {@link #next} is the end. */
  public static boolean isEnd(byte[] request) {
    return request.length == 0;
  }

  /** Returns the recorded round trips in nanoseconds. They are complete after the end. */
  public Histogram histogram() {
    return histogram;
  }
}
