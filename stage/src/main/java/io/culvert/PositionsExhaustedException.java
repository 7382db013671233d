package io.culvert;

/** The ring has come to the end of its positions, 2^62 bytes. A new ring begins at zero. */
public final class PositionsExhaustedException extends CulvertException {

  private static final long serialVersionUID = 1L;

  /**
   * An exception for one ring.
   *
   * @param position the position (bytes since the ring was created) that it has reached
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
            + "; end the stream and begin another one");
  }
}
