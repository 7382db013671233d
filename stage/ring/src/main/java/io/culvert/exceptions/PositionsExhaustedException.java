package io.culvert.exceptions;

/** The ring reached its last position. A new ring begins at zero. */
public final class PositionsExhaustedException extends CulvertException {

  private static final long serialVersionUID = 1L;

  /**
   * Creates an exception for a ring.
   *
   * @param position the position reached, in bytes since the ring was created
   * @param file the ring
   */
  public PositionsExhaustedException(long position, String file) {
    super(
        "positions exhausted: position="
            + position
            + ", wanted=at most "
            + (1L << 62)
            + ", file="
            + file
            + "; end the stream and start another one");
  }
}
