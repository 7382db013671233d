package io.culvert;

/**
 * The ring's path, or that of one of its locks, no longer names the file that this side uses:
 * somebody has deleted or replaced it. Who comes now would not meet this side.
 */
public final class RingReplacedException extends CulvertException {

  private static final long serialVersionUID = 1L;

  /**
   * An exception for one ring.
   *
   * @param file the ring
   */
  public RingReplacedException(String file) {
    super(
        "ring deleted or replaced while in use: file="
            + file
            + "; find out who deletes it (a cleaner of temporary files, systemd's RemoveIPC) and"
            + " start both sides again");
  }
}
