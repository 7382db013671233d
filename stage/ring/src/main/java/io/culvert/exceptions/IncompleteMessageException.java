package io.culvert.exceptions;

/**
 * The beginning of an element is lost. The element is larger than the ring, and the previous reader
 * died after it had released a part of it. This reader skipped the rest: the next attach continues
 * with the element after it. Elements that fit into the ring are never lost in this way.
 */
public final class IncompleteMessageException extends CulvertException {

  private static final long serialVersionUID = 1L;

  private final long position;

  /**
   * Creates an exception for an element.
   *
   * @param position where its rest began, in bytes since the ring was created
   * @param file the ring
   */
  public IncompleteMessageException(long position, String file) {
    super(
        "incomplete message: position="
            + position
            + ", file="
            + file
            + "; an element larger than the ring was lost with the reader that had begun it:"
            + " raise culvert.capacity to rule this out");
    this.position = position;
  }

  /** {@return where the rest of the element began, in bytes since the ring was created} */
  public long position() {
    return position;
  }
}
