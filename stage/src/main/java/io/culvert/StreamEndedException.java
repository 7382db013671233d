package io.culvert;

/**
 * The ring holds a stream that has ended and is not drained yet, so no writer can begin another one
 * in it.
 */
public final class StreamEndedException extends CulvertException {

  private static final long serialVersionUID = 1L;

  /**
   * An exception for one ring.
   *
   * @param position the position (bytes since the ring was created) of the stream's end
   * @param file the ring
   */
  public StreamEndedException(long position, String file) {
    super(
        "stream ended: position="
            + position
            + ", file="
            + file
            + "; let a reader drain it, or delete the file if nobody needs what it holds");
  }
}
