package io.culvert.stage;

import java.util.concurrent.atomic.AtomicLongArray;

/**
 * How many elements may be on their way between one writer and one reader. Each side counts what it
 * has done, and looks at the other side's count only when it has to. All that is written for an
 * element is in the array: in fields beside each other, it would be in one cache line, which the
 * two sides would take from each other for each element.
 */
final class ElementBound {

  /** So far apart, and from what lies around them, that no two counts are in one cache line. */
  private static final int PUT = 16;

  /** What the writer knows of {@link #TAKEN}: its own, so in its line. */
  private static final int SEEN_TAKEN = PUT + 1;

  private static final int TAKEN = 32;
  private static final int WORDS = 48;
  private static final int MAX_INTERVAL = 64;

  private final int capacity;
  private final long intervalMask;
  private final AtomicLongArray counts = new AtomicLongArray(WORDS);

  ElementBound(int capacity) {
    this.capacity = capacity;
    this.intervalMask =
        Integer.highestOneBit(Math.min(MAX_INTERVAL, Math.max(1, capacity / 4))) - 1L;
  }

  /** For the writer. */
  boolean isReached() {
    long put = counts.getPlain(PUT);
    if (put - counts.getPlain(SEEN_TAKEN) < capacity) {
      return false;
    }
    // Pairs with the release-store in countTaken: what was taken is out of the carrier.
    long taken = counts.getAcquire(TAKEN);
    counts.setPlain(SEEN_TAKEN, taken);
    return put - taken == capacity;
  }

  /** For the writer, after it has put an element in. */
  void countPut() {
    counts.setRelease(PUT, counts.getPlain(PUT) + 1);
  }

  /** For the reader, after it has taken an element out. */
  void countTaken() {
    counts.setRelease(TAKEN, counts.getPlain(TAKEN) + 1);
  }

  /**
   * For the reader: whether it has taken so many since the last time that it should look after the
   * writer: a quarter of what there may be, a power of two.
   */
  boolean isTimeToLook() {
    return (counts.getPlain(TAKEN) & intervalMask) == 0;
  }

  /**
   * For the reader: whether half of what there may be is free. A count that is behind makes it true
   * too early, never too late.
   */
  boolean isHalfFree() {
    return counts.getAcquire(PUT) - counts.getPlain(TAKEN) <= capacity / 2;
  }
}
