package io.culvert.exceptions;

/** A codec threw, or returned an impossible result. */
public final class CodecException extends CulvertException {

  private static final long serialVersionUID = 1L;

  /**
   * Creates an exception for an element.
   *
   * @param action the failed operation, {@code encode} or {@code decode}
   * @param codec the codec's name
   * @param position the element's position, in bytes since the ring was created
   * @param file the ring
   * @param cause what the codec threw, or describes its impossible result
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
