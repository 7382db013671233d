package io.culvert.exceptions;

/** The ring holds a stream that has ended but is not drained. No writer can start a new one. */
public final class StreamEndedException extends CulvertException {

  private static final long serialVersionUID = 1L;

  /**
   * Creates an exception for a ring.
   *
   * @param position where the stream ends, in bytes since the ring was created
   * @param file the ring
   */
  public StreamEndedException(long position, String file) {
    super(
        "stream ended: position="
            + position
            + ", file="
            + file
            + "; let a reader drain it, or delete the file if its content is not needed");
  }
}
