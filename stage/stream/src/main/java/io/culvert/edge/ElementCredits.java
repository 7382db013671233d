package io.culvert.edge;

import java.util.concurrent.atomic.AtomicLongArray;

/**
 * Bounds the number of elements between one writer and one reader. Each side counts its own
 * elements and reads the peer's count only if it must. Everything that is written for an element is
 * in the array: fields beside each other would share a cache line, which the two sides would take
 * from each other for each element.
 */
final class ElementCredits {

  /** The counts are so far apart that no two of them, and nothing else, share a cache line. */
  private static final int PUT = 16;

  /** The writer's copy of {@link #TAKEN}, in the writer's own cache line. */
  private static final int SEEN_TAKEN = PUT + 1;

  private static final int TAKEN = 32;
  private static final int WORDS = 48;
  private static final int MAX_INTERVAL = 64;

  private final int capacity;
  private final long intervalMask;
  private final AtomicLongArray counts = new AtomicLongArray(WORDS);

  ElementCredits(int capacity) {
    this.capacity = capacity;
    this.intervalMask =
        Integer.highestOneBit(Math.min(MAX_INTERVAL, Math.max(1, capacity / 4))) - 1L;
  }

  /** Returns whether there is no room. For the writer. */
  boolean isExhausted() {
    long put = counts.getPlain(PUT);
    if (put - counts.getPlain(SEEN_TAKEN) < capacity) {
      return false;
    }
    // Pairs with the release-store in countTaken: a counted element is out of the queue.
    long taken = counts.getAcquire(TAKEN);
    counts.setPlain(SEEN_TAKEN, taken);
    return put - taken == capacity;
  }

  /** Counts an element that was put in. For the writer. */
  void countPut() {
    counts.setRelease(PUT, counts.getPlain(PUT) + 1);
  }

  /** Counts an element that was taken out. For the reader. */
  void countTaken() {
    counts.setRelease(TAKEN, counts.getPlain(TAKEN) + 1);
  }

  /**
   * Returns whether the reader should check for a waiting writer: at intervals of a fraction of the
   * capacity, a power of two. For the reader.
   */
  boolean isTimeToCheck() {
    return (counts.getPlain(TAKEN) & intervalMask) == 0;
  }

  /**
   * Returns whether half of the capacity is free. For the reader. A stale count makes it true too
   * early, never too late.
   */
  boolean isHalfFree() {
    return counts.getAcquire(PUT) - counts.getPlain(TAKEN) <= capacity / 2;
  }
}
