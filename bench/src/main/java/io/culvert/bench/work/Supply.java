package io.culvert.bench.work;

import java.util.Iterator;

/**
 * The payloads that a sender sends, one new array each, numbered from 0, until the supply stops.
 * For one thread at a time, except for {@link #stop}.
 */
public final class Supply implements Iterator<byte[]> {

  private final Pattern pattern;
  private long next;
  private volatile boolean stopped;

  /** Creates a supply of payloads of a pattern. */
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

  /** Ends the supply after the payload that is being taken. Any thread may call this. */
  public void stop() {
    stopped = true;
  }

  /** Returns how many payloads were taken; exact after the sender has ended. */
  public long count() {
    return next;
  }
}
