package io.culvert;

/** The file system did not give what a ring needs. {@link #reason()} tells the cases apart. */
public final class RingStorageException extends CulvertException {

  private static final long serialVersionUID = 1L;

  /** What the file system did not give. */
  public enum Reason {
    /** The directory for the rings does not exist and cannot be made. */
    DIRECTORY_MISSING,
    /** The directory is not ours alone: of another owner, or others may write in it. */
    DIRECTORY_UNSAFE,
    /** The directory or the file does not let us write. */
    NOT_WRITABLE,
    /** The directory is on a network file system, where memory cannot be shared. */
    NETWORK_FILE_SYSTEM,
    /** The ring's path is a symbolic link, and none is followed. */
    SYMBOLIC_LINK,
    /** The ring's path is a directory, a device or something else that is not a regular file. */
    NOT_A_REGULAR_FILE,
    /** The file belongs to another user. */
    FOREIGN_OWNER,
    /** The file system has too little room for the ring. */
    NO_SPACE,
    /** The file is shorter than the ring that it says to hold. */
    TRUNCATED,
    /** No file of that name. */
    NOT_FOUND,
    /** A page of the mapped file is gone: somebody has cut the file under us. */
    PAGE_LOST,
    /** Any other error of input or output; the cause has it. */
    IO
  }

  /** What the file system did not give. */
  private final Reason reason;

  /**
   * An exception without a cause.
   *
   * @param reason which case
   * @param message what is wrong, with the values that show it
   */
  public RingStorageException(Reason reason, String message) {
    this(reason, message, null);
  }

  /**
   * An exception with a cause.
   *
   * @param reason which case
   * @param message what is wrong, with the values that show it
   * @param cause what led to it; may be null
   */
  public RingStorageException(Reason reason, String message, Throwable cause) {
    super(message, cause);
    this.reason = reason;
  }

  /**
   * What an access to a mapped page that is gone becomes, once a stage has caught it.
   *
   * @param file the ring
   * @param error what the JVM has thrown
   * @return an exception that fails the stage, and nothing else
   */
  public static RingStorageException pageLost(String file, InternalError error) {
    return new RingStorageException(
        Reason.PAGE_LOST,
        "page of the ring lost: file=" + file + "; somebody has cut or emptied the file",
        error);
  }

  /**
   * Which case this is.
   *
   * @return the case
   */
  public Reason reason() {
    return reason;
  }
}
