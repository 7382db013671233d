package io.culvert;

import java.time.Duration;

/**
 * The other side went without an end, killed for example, and no successor has come within {@code
 * peer-timeout}. A source has handed out everything that was published before.
 */
public final class PeerTerminatedException extends CulvertException {

  private static final long serialVersionUID = 1L;

  /**
   * An exception for one role.
   *
   * @param role the role that nobody holds any more, {@code writer} or {@code reader}
   * @param waited how long a successor was waited for
   * @param file the ring
   */
  public PeerTerminatedException(String role, Duration waited, String file) {
    super(
        "peer terminated: role="
            + role
            + ", waited="
            + waited
            + ", file="
            + file
            + "; restart the "
            + role
            + " and this side, or raise culvert.peer-timeout");
  }
}
