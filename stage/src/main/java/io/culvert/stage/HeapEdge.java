package io.culvert.stage;

import java.util.concurrent.atomic.AtomicInteger;
import org.agrona.concurrent.OneToOneConcurrentArrayQueue;

/**
 * INTERNAL API. Joins two islands of one graph by a bounded queue of references. The sink in the
 * one island writes, the source in the other one reads; nobody blocks. A side that finds the queue
 * full or empty parks, lets its thread go, and is woken by the other one.
 *
 * <p>Elements, then the end, go one way; a cancellation goes the other way and overtakes nothing,
 * because nobody wants what is left.
 *
 * @param <T> the type of the elements
 */
public final class HeapEdge<T> {

  private static final Object COMPLETED = new Object();

  /** The queue's own minimum. */
  private static final int MIN_SLOTS = 2;

  private static final int MAX_ROOM_INTERVAL = 64;

  private final OneToOneConcurrentArrayQueue<T> queue;
  private final int capacity;
  private final WakeUp reader = new WakeUp();
  private final WakeUp writer = new WakeUp();

  /** Elements in the queue, when it has more slots than it may hold elements; else unused. */
  private final AtomicInteger count;

  /** {@link #COMPLETED}, or what upstream has failed with: stored behind the last element. */
  private volatile Object end;

  private volatile Throwable cancellation;

  HeapEdge(int capacity) {
    this.queue = new OneToOneConcurrentArrayQueue<>(Math.max(MIN_SLOTS, capacity));
    this.capacity = capacity;
    this.count = queue.capacity() == capacity ? null : new AtomicInteger();
  }

  WakeUp reader() {
    return reader;
  }

  WakeUp writer() {
    return writer;
  }

  /** For the writer; false when there is no room. */
  boolean offer(T element) {
    if (count == null ? !queue.offer(element) : !offerCounted(element)) {
      return false;
    }
    reader.fire();
    return true;
  }

  private boolean offerCounted(T element) {
    if (count.get() == capacity) {
      return false;
    }
    count.incrementAndGet();
    return queue.offer(element);
  }

  boolean hasRoom() {
    return size() < capacity;
  }

  private int size() {
    return count == null ? queue.size() : count.get();
  }

  /** For the writer, once. */
  void complete() {
    end = COMPLETED;
    reader.fireAlways(); // the end is passed on without demand, and so without parking
  }

  /** For the writer, once: the reader gets this object. */
  void fail(Throwable failure) {
    end = failure;
    reader.fireAlways();
  }

  /** For the reader; null when there is nothing now. */
  T poll() {
    T element = queue.poll();
    if (count != null && element != null) {
      count.decrementAndGet();
    }
    return element;
  }

  /**
   * How many elements the reader should take between two calls of {@link #offerRoom}, which costs a
   * fence: a quarter of what there may be, a power of two.
   */
  int roomInterval() {
    return Integer.highestOneBit(Math.min(MAX_ROOM_INTERVAL, Math.max(1, capacity / 4)));
  }

  /**
   * Wakes a writer that waits for room, once half of it is free. One that were woken for each
   * element would sleep and wake for each.
   */
  void offerRoom() {
    if (size() <= capacity / 2) {
      writer.fire();
    }
  }

  boolean isReadable() {
    return !queue.isEmpty() || end != null;
  }

  /** Whether nothing will follow what is in the queue. */
  boolean hasEnded() {
    return end != null;
  }

  /** Whether nothing is left. The end is looked at first: it was stored behind the last element. */
  boolean isDrained() {
    return end != null && queue.isEmpty();
  }

  /** What upstream has failed with; null when it has completed. To be asked after the end. */
  Throwable failure() {
    Object found = end;
    return found == COMPLETED ? null : (Throwable) found;
  }

  /** For the reader, once. */
  void cancel(Throwable cause) {
    cancellation = cause;
    writer.fireAlways();
  }

  /** Why the reader wants no more; null while it does. */
  Throwable cancellation() {
    return cancellation;
  }
}
