package io.culvert;

/**
 * An element was not committed, or not all elements before it were, when its source ended: it comes
 * again to the next reader, unless the ring was cancelled.
 */
public final class NotCommittedException extends CulvertException {

  private static final long serialVersionUID = 1L;

  /**
   * An exception for one element.
   *
   * @param position its position
   * @param file the ring
   */
  public NotCommittedException(long position, String file) {
    super(
        "source has ended before the commit: position="
            + position
            + ", file="
            + file
            + "; commit all elements in time, or raise culvert.commit-timeout");
  }
}
