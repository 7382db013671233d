package io.culvert.exceptions;

import java.time.Duration;

/**
 * The peer left without ending its stream (it was killed, for example), and no successor attached
 * within {@code peer-timeout}. A source has emitted everything that was published before.
 */
public final class PeerTerminatedException extends CulvertException {

  private static final long serialVersionUID = 1L;

  /**
   * Creates an exception for a role.
   *
   * @param role the vacant role, {@code writer} or {@code reader}
   * @param waited how long this side waited for a successor
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
