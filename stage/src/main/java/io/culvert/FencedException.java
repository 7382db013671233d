package io.culvert;

/**
 * A successor has taken this side's role at the ring; this side publishes and releases nothing any
 * more.
 */
public final class FencedException extends CulvertException {

  private static final long serialVersionUID = 1L;

  /**
   * An exception for one role.
   *
   * @param role the role, {@code writer} or {@code reader}
   * @param epoch the epoch that this side had
   * @param foundEpoch the epoch that the ring has now
   * @param file the ring
   */
  public FencedException(String role, long epoch, long foundEpoch, String file) {
    super(
        "fenced: role="
            + role
            + ", epoch="
            + epoch
            + ", found="
            + foundEpoch
            + ", file="
            + file
            + "; another "
            + role
            + " has taken over, let this one end");
  }
}
