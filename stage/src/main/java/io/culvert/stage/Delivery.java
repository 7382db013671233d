package io.culvert.stage;

import io.culvert.ring.RingReader;
import java.util.UUID;

/**
 * INTERNAL API. When the elements of a ring are released, and as what they go downstream. For the
 * stage's thread.
 *
 * @param <T> what is in the ring
 * @param <E> what goes downstream
 */
interface Delivery<T, E> {

  /** The ring is there. */
  void attach(RingReader reader, UUID ringId);

  /** Downstream asks for the next element. */
  void onDemand();

  /** Releases what may be released. */
  void release();

  /** Whether one more may be handed out now. */
  boolean isOpen();

  /** What goes downstream for the element that was read last. */
  E deliver(T element);

  /** Whether nothing that was handed out is waited for. */
  boolean isSettled();

  /** The source has ended: nothing is released any more. */
  void close();
}
