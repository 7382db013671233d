package io.culvert.stage;

/**
 * What elements lie in on their way over an {@link IslandEdge}. For one writer and one reader, each
 * with a thread of its own; neither waits for the other one.
 *
 * @param <T> the type of the elements
 */
interface Carrier<T> {

  /**
   * For the writer; false when there is no room for it, and then it comes again with the same
   * element.
   */
  boolean offer(T element);

  /** For the writer: whether the element that was refused is worth another try. */
  boolean hasRoom();

  /** For the reader; null when there is nothing now. */
  T poll();

  /** For the reader: whether there is nothing to poll. */
  boolean isEmpty();

  /**
   * For the reader, after each element: whether it should look for a writer that waits for room.
   * Now and then only, because the look costs a fence, and when half of the room is free: a writer
   * that were woken for each element would sleep and wake for each.
   */
  boolean isWakingWorthwhile();

  /** The writer is over. */
  void closeWriter();

  /** The reader is over. */
  void closeReader();
}
