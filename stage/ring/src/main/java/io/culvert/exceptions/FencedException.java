package io.culvert.exceptions;

/** A successor took this side's role at the ring. This side must stop using the ring. */
public final class FencedException extends CulvertException {

  private static final long serialVersionUID = 1L;

  /**
   * Creates an exception for a role.
   *
   * @param role the role, {@code writer} or {@code reader}
   * @param epoch the epoch of this side
   * @param foundEpoch the epoch found in the ring
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
            + " took over, end this one");
  }
}
