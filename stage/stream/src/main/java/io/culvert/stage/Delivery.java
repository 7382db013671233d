package io.culvert.stage;

import io.culvert.annotation.InternalApi;
import io.culvert.ring.RingReader;
import java.util.UUID;

/**
 * Decides when the elements of a ring are released, and in which form they go downstream. For the
 * stage's thread.
 *
 * @param <T> the type of the elements in the ring
 */
@InternalApi
interface Delivery<T, E> {

  /** Starts with an attached reader. */
  void attach(RingReader reader, UUID ringId);

  /** Called if downstream asks for the next element. */
  void onDemand();

  /** Releases the elements that may be released. */
  void release();

  /** Returns whether another element may be handed out now. */
  boolean isOpen();

  /** Returns what goes downstream for the element that was read last. */
  E deliver(T element);

  /** Returns whether everything that was handed out is released, or need not be waited for. */
  boolean isSettled();

  /** Ends the delivery with the source: nothing is released any more. */
  void close();
}
