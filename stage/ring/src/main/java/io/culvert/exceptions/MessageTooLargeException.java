package io.culvert.exceptions;

/**
 * A message is longer than this side's {@code max-message-size}, or too long for the call that was
 * to write it. Nothing of it was published.
 */
public final class MessageTooLargeException extends CulvertException {

  private static final long serialVersionUID = 1L;

  /**
   * Creates the exception for a message that exceeds the maximum.
   *
   * @param length the length of the encoded message in bytes
   * @param maxMessageSize the maximum in bytes
   * @param file the path of the ring's file
   */
  public MessageTooLargeException(long length, int maxMessageSize, String file) {
    this(
        "message too large: length="
            + length
            + ", max-message-size="
            + maxMessageSize
            + ", file="
            + file
            + "; raise culvert.max-message-size on both sides or send less at a time");
  }

  private MessageTooLargeException(String message) {
    super(message);
  }

  /**
   * Creates the exception for a message that never fits into its ring as a whole, as {@code
   * RingWriter.offer} requires.
   *
   * @param length the length of the message in bytes
   * @param maxOffer the longest message that fits, in bytes
   * @param file the path of the ring's file
   * @return the exception
   */
  public static MessageTooLargeException ofOffer(long length, int maxOffer, String file) {
    return new MessageTooLargeException(
        "message too large for one offer: length="
            + length
            + ", max-offer="
            + maxOffer
            + ", file="
            + file
            + "; write it with send() or begin(), or give the ring a larger capacity");
  }
}
