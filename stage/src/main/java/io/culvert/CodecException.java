package io.culvert;

/** A codec threw, or said something that cannot be true. The cause is what it threw. */
public final class CodecException extends CulvertException {

  private static final long serialVersionUID = 1L;

  /**
   * An exception for one element.
   *
   * @param action what the codec was to do, {@code encode} or {@code decode}
   * @param codec the codec's name
   * @param position the position (bytes since the ring was created) of the element
   * @param file the ring
   * @param cause what the codec threw, or what was wrong with its answer
   */
  public CodecException(String action, String codec, long position, String file, Throwable cause) {
    super(
        "codec failed to "
            + action
            + ": codec="
            + codec
            + ", position="
            + position
            + ", file="
            + file
            + ", cause="
            + cause,
        cause);
  }
}
