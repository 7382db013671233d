package io.culvert.exceptions;

/**
 * Another process deleted or replaced the ring's file, or one of its lock files, while this side
 * used it. A peer that attaches now would open a different file.
 */
public final class RingReplacedException extends CulvertException {

  private static final long serialVersionUID = 1L;

  /**
   * Creates an exception for a ring.
   *
   * @param file the ring
   */
  public RingReplacedException(String file) {
    super(
        "ring deleted or replaced while in use: file="
            + file
            + "; find out what deletes it (a cleaner of temporary files, systemd's RemoveIPC) and"
            + " restart both sides");
  }
}
