package io.culvert.ring;

import org.agrona.DirectBuffer;

/** Takes messages from a ring. */
@FunctionalInterface
public interface MessageHandler {

  /**
   * Takes one message. Its bytes belong to the ring and must not be accessed after the method has
   * returned.
   *
   * @param message exactly the bytes of the message, from index 0 to {@code message.capacity()}
   * @param position the start of the message in the ring, bytes since the ring was created
   */
  void onMessage(DirectBuffer message, long position);
}
