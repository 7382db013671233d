package io.culvert.stage;

import java.util.concurrent.atomic.AtomicLongArray;

/**
 * How many elements may be on their way between one writer and one reader. Each side counts what it
 * has done, and looks at the other side's count only when it has to.
 */
final class ElementBound {

  /** So far apart, and from what lies around them, that no two counts are in one cache line. */
  private static final int PUT = 16;

  private static final int TAKEN = 32;
  private static final int WORDS = 48;
  private static final int MAX_INTERVAL = 64;

  private final int capacity;
  private final long intervalMask;
  private final AtomicLongArray counts = new AtomicLongArray(WORDS);

  /** The writer's own. */
  private long put;

  /** What the writer knows of the reader. */
  private long seenTaken;

  /** The reader's own. */
  private long taken;

  ElementBound(int capacity) {
    this.capacity = capacity;
    this.intervalMask =
        Integer.highestOneBit(Math.min(MAX_INTERVAL, Math.max(1, capacity / 4))) - 1L;
  }

  /** For the writer. */
  boolean isReached() {
    if (put - seenTaken == capacity) {
      // Pairs with the release-store in countTaken: what was taken is out of the carrier.
      seenTaken = counts.getAcquire(TAKEN);
    }
    return put - seenTaken == capacity;
  }

  /** For the writer, after it has put an element in. */
  void countPut() {
    put++;
    counts.setRelease(PUT, put);
  }

  /** For the reader, after it has taken an element out. */
  void countTaken() {
    taken++;
    counts.setRelease(TAKEN, taken);
  }

  /**
   * For the reader: whether it has taken so many since the last time that it should look after the
   * writer: a quarter of what there may be, a power of two.
   */
  boolean isTimeToLook() {
    return (taken & intervalMask) == 0;
  }

  /**
   * For the reader: whether half of what there may be is free. A count that is behind makes it true
   * too early, never too late.
   */
  boolean isHalfFree() {
    return counts.getAcquire(PUT) - taken <= capacity / 2;
  }
}
