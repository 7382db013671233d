package io.culvert.edge;

/**
 * The queue that holds the elements of an {@link EdgeChannel}. For one writer and one reader, each
 * with a thread of its own; neither waits for the other.
 */
interface EdgeQueue<T> {

  /**
   * Adds an element. For the writer.
   *
   * @return false if there is no room; then the writer must offer the same element again
   */
  boolean offer(T element);

  /** Returns whether the element that was refused is worth another attempt. For the writer. */
  boolean hasRoom();

  /** Returns the next element; null if the queue is empty now. For the reader. */
  T poll();

  /** Returns whether there is nothing to poll. For the reader. */
  boolean isEmpty();

  /**
   * Returns whether the reader should check for a writer that waits for room. For the reader, after
   * each element. True only at intervals, because the check costs a fence, and only while enough
   * room is free: a writer woken for every element would park and wake once per element.
   */
  boolean isWakingWorthwhile();

  /** Closes the writer's side. */
  void closeWriter();

  /** Closes the reader's side. */
  void closeReader();
}
