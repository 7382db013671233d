package io.culvert.ring;

import org.agrona.DirectBuffer;

/** Takes messages out of a ring. */
@FunctionalInterface
public interface MessageHandler {

  /**
   * Takes one message. The bytes are the ring's: they may be read until the method returns, and not
   * after it.
   *
   * @param message exactly the bytes of the message, from index 0 to {@code message.capacity()}
   * @param position where it is in the ring, bytes since the ring was created
   */
  void onMessage(DirectBuffer message, long position);
}
