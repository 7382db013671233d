package io.culvert.exceptions;

/**
 * The peer's stream failed. Only text crosses the ring: the class name, the message and the topmost
 * stack frames of the peer's exception.
 */
public final class RemoteStreamException extends CulvertException {

  private static final long serialVersionUID = 1L;

  private final String remoteClassName;
  private final String remoteMessage;
  private final String remoteStackDigest;

  /**
   * Creates an exception for a failure.
   *
   * @param side the side that failed, {@code writer} or {@code reader}
   * @param remoteClassName class name of the peer's exception
   * @param remoteMessage its message; empty if it had none
   * @param remoteStackDigest its topmost stack frames, one a line; may be empty
   * @param file the ring
   */
  public RemoteStreamException(
      String side,
      String remoteClassName,
      String remoteMessage,
      String remoteStackDigest,
      String file) {
    super("the " + side + " failed: " + remoteClassName + ": " + remoteMessage + ", file=" + file);
    this.remoteClassName = remoteClassName;
    this.remoteMessage = remoteMessage;
    this.remoteStackDigest = remoteStackDigest;
  }

  /** {@return the class name of the peer's exception} */
  public String remoteClassName() {
    return remoteClassName;
  }

  /** {@return the message of the peer's exception; empty if it had none} */
  public String remoteMessage() {
    return remoteMessage;
  }

  /** {@return the topmost stack frames of the peer's exception, one a line; may be empty} */
  public String remoteStackDigest() {
    return remoteStackDigest;
  }
}
