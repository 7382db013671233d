package io.culvert.edge;

import org.agrona.concurrent.OneToOneConcurrentArrayQueue;

/** A bounded queue of references: nothing is copied. */
final class HeapEdgeQueue<T> implements EdgeQueue<T> {

  /** The queue's own minimum. */
  private static final int MIN_SLOTS = 2;

  private final OneToOneConcurrentArrayQueue<T> queue;

  /** The queue's capacity is a power of two, which may be more than is allowed. */
  private final ElementCredits credits;

  public HeapEdgeQueue(int capacity) {
    this.queue = queue(capacity);
    this.credits = new ElementCredits(capacity);
  }

  /** Returns a queue with at least the given capacity. */
  static <T> OneToOneConcurrentArrayQueue<T> queue(int capacity) {
    return new OneToOneConcurrentArrayQueue<>(Math.max(MIN_SLOTS, capacity));
  }

  @Override
  public boolean offer(T element) {
    if (credits.isExhausted() || !queue.offer(element)) {
      return false;
    }
    credits.countPut();
    return true;
  }

  @Override
  public boolean hasRoom() {
    return !credits.isExhausted();
  }

  @Override
  public T poll() {
    T element = queue.poll();
    if (element != null) {
      credits.countTaken();
    }
    return element;
  }

  @Override
  public boolean isEmpty() {
    return queue.isEmpty();
  }

  @Override
  public boolean isWakingWorthwhile() {
    return credits.isTimeToCheck() && credits.isHalfFree();
  }

  @Override
  public void closeWriter() {
    // The garbage collector frees the objects.
  }

  @Override
  public void closeReader() {
    // The garbage collector frees the objects.
  }
}
