package io.culvert.exceptions;

import java.time.Duration;

/**
 * No peer attached within {@code attach-timeout}. For a sink, this includes the reader of an
 * earlier stream that is still in the ring.
 */
public final class AttachTimeoutException extends CulvertException {

  private static final long serialVersionUID = 1L;

  /**
   * Creates an exception for a role without a holder.
   *
   * @param role the vacant role, {@code writer} or {@code reader}
   * @param waited how long this side waited
   * @param file the ring
   * @param fileKey device and inode of the ring's file as this side sees it; if the peer sees
   *     others, the two do not share the directory
   */
  public AttachTimeoutException(String role, Duration waited, String file, String fileKey) {
    super(message(role, waited, file) + ", key=" + fileKey + advice(role));
  }

  /**
   * Creates an exception for a sink that waited for an earlier stream to be drained.
   *
   * @param waited how long the sink waited
   * @param file the ring
   * @param cause names the position where the earlier stream ends
   */
  public AttachTimeoutException(Duration waited, String file, StreamEndedException cause) {
    super(message("reader", waited, file) + ", cause=" + cause.getMessage(), cause);
  }

  private static String message(String role, Duration waited, String file) {
    return "no peer attached in time: role=" + role + ", waited=" + waited + ", file=" + file;
  }

  private static String advice(String role) {
    return "; start the "
        + role
        + " on this host, with the same culvert.directory, or raise culvert.attach-timeout";
  }
}
