package io.culvert;

/**
 * The stream has failed on the other side of the ring. Text is all that crosses: the class name,
 * the message and the topmost stack frames of the exception over there.
 */
public final class RemoteStreamException extends CulvertException {

  private static final long serialVersionUID = 1L;

  /** Class name of the exception over there. */
  private final String remoteClassName;

  /** Message of the exception over there. */
  private final String remoteMessage;

  /** Topmost stack frames of the exception over there. */
  private final String remoteStackDigest;

  /**
   * An exception for one failure.
   *
   * @param side which side failed, {@code writer} or {@code reader}
   * @param remoteClassName class name of the exception over there
   * @param remoteMessage its message; empty when it had none
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

  /**
   * Class name of the exception over there.
   *
   * @return the name
   */
  public String remoteClassName() {
    return remoteClassName;
  }

  /**
   * Message of the exception over there.
   *
   * @return the message; empty when it had none
   */
  public String remoteMessage() {
    return remoteMessage;
  }

  /**
   * Topmost stack frames of the exception over there.
   *
   * @return the frames, one a line; may be empty
   */
  public String remoteStackDigest() {
    return remoteStackDigest;
  }
}
