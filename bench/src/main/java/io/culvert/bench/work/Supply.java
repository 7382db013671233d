package io.culvert.bench.work;

import java.util.Iterator;

/**
 * The payloads that a sender sends, one new array each, numbered from 0, until it is stopped. To be
 * used by one thread at a time, except for {@link #stop}.
 */
public final class Supply implements Iterator<byte[]> {

  private final Pattern pattern;
  private long next;
  private volatile boolean stopped;

  /**
   * A supply of payloads.
   *
   * @param pattern what they look like
   */
  public Supply(Pattern pattern) {
    this.pattern = pattern;
  }

  @Override
  public boolean hasNext() {
    return !stopped;
  }

  @Override
  public byte[] next() {
    return pattern.payload(next++);
  }

  /** There is none after the one that is being taken. May be called by any thread. */
  public void stop() {
    stopped = true;
  }

  /**
   * How many were taken.
   *
   * @return a number; exact once the sender has ended
   */
  public long count() {
    return next;
  }
}
