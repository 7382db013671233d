package io.culvert.exceptions;

/**
 * The source ended before this element and all elements before it were committed. The next reader
 * gets the element again, unless the stream was cancelled.
 */
public final class NotCommittedException extends CulvertException {

  private static final long serialVersionUID = 1L;

  /**
   * Creates an exception for an element.
   *
   * @param position the element's position
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
