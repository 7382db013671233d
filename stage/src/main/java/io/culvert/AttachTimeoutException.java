package io.culvert;

import java.time.Duration;

/**
 * The other side has not come within {@code attach-timeout}; or, for a sink, the reader of an
 * earlier stream that is still in the ring has not.
 */
public final class AttachTimeoutException extends CulvertException {

  private static final long serialVersionUID = 1L;

  /**
   * An exception for one role.
   *
   * @param role the role that nobody has taken, {@code writer} or {@code reader}
   * @param waited how long it was waited for
   * @param file the ring
   * @param fileKey device and inode of the ring's file as this side sees it: another one at the
   *     other side means that the two do not share the directory
   */
  public AttachTimeoutException(String role, Duration waited, String file, String fileKey) {
    super(message(role, waited, file) + ", key=" + fileKey + advice(role));
  }

  /**
   * An exception for a sink that an earlier stream in the ring keeps waiting.
   *
   * @param waited how long its reader was waited for
   * @param file the ring
   * @param cause tells where that stream ends
   */
  public AttachTimeoutException(Duration waited, String file, StreamEndedException cause) {
    super(message("reader", waited, file) + ", cause=" + cause.getMessage(), cause);
  }

  private static String message(String role, Duration waited, String file) {
    return "nobody has come: role=" + role + ", waited=" + waited + ", file=" + file;
  }

  private static String advice(String role) {
    return "; start the "
        + role
        + " on this host, with the same culvert.directory, or raise culvert.attach-timeout";
  }
}
