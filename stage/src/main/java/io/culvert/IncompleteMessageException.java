package io.culvert;

/**
 * The beginning of an element is gone: the reader before this one died while it took in an element
 * that is larger than the ring, so that part of it had been released. The rest of that element has
 * been skipped; the next attach goes on with the element behind it. Elements that fit into the ring
 * are never lost in this way.
 */
public final class IncompleteMessageException extends CulvertException {

  private static final long serialVersionUID = 1L;

  /** Where the rest of the element began. */
  private final long position;

  /**
   * An exception for one element.
   *
   * @param position the position (bytes since the ring was created) at which its rest began
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

  /**
   * Where the rest of the element began.
   *
   * @return the position, bytes since the ring was created
   */
  public long position() {
    return position;
  }
}
