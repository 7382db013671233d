package io.culvert;

/** An element is longer than {@code max-message-size}. Nothing of it was published. */
public final class MessageTooLargeException extends CulvertException {

  private static final long serialVersionUID = 1L;

  /**
   * An exception for one element.
   *
   * @param length how long it is encoded, in bytes
   * @param maxMessageSize how long it may be, in bytes
   * @param file the ring
   */
  public MessageTooLargeException(long length, int maxMessageSize, String file) {
    super(
        "message too large: length="
            + length
            + ", max-message-size="
            + maxMessageSize
            + ", file="
            + file
            + "; raise culvert.max-message-size on both sides or send less at a time");
  }
}
