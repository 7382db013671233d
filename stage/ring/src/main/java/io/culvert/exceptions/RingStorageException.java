package io.culvert.exceptions;

/** The file system does not provide what a ring needs. {@link #reason()} names the cause. */
public final class RingStorageException extends CulvertException {

  private static final long serialVersionUID = 1L;

  /** Causes of a failure. */
  public enum Reason {
    /** The directory of the rings does not exist and cannot be created. */
    DIRECTORY_MISSING,
    /** The directory belongs to another user, or other users may write to it. */
    DIRECTORY_UNSAFE,
    /** This process may not write to the directory or the file. */
    NOT_WRITABLE,
    /** The directory is on a network file system, which cannot share memory. */
    NETWORK_FILE_SYSTEM,
    /** The ring's path is a symbolic link. Symbolic links are not followed. */
    SYMBOLIC_LINK,
    /** The ring's path is not a regular file, but a directory or a device, for example. */
    NOT_A_REGULAR_FILE,
    /** The file belongs to another user. */
    FOREIGN_OWNER,
    /** The file system has too little room for the ring. */
    NO_SPACE,
    /** The file is shorter than its header says. */
    TRUNCATED,
    /** There is no file of that name. */
    NOT_FOUND,
    /** A mapped page is lost: another process truncated the file. */
    PAGE_LOST,
    /** Another I/O error, which is the cause of the exception. */
    IO
  }

  private final Reason reason;

  /**
   * Creates an exception without a cause.
   *
   * @param reason the reason
   * @param message what is wrong, with the values that show it
   */
  public RingStorageException(Reason reason, String message) {
    this(reason, message, null);
  }

  /**
   * Creates an exception with a cause.
   *
   * @param reason the reason
   * @param message what is wrong, with the values that show it
   * @param cause the cause; may be null
   */
  public RingStorageException(Reason reason, String message, Throwable cause) {
    super(message, cause);
    this.reason = reason;
  }

  /**
   * Converts the error that the JVM throws after an access to a lost page. The exception fails the
   * stage and nothing else.
   *
   * @param file the ring
   * @param error the error that the JVM threw
   * @return the exception
   */
  public static RingStorageException pageLost(String file, InternalError error) {
    return new RingStorageException(
        Reason.PAGE_LOST,
        "page of the ring lost: file=" + file + "; another process truncated the file",
        error);
  }

  /** {@return the reason} */
  public Reason reason() {
    return reason;
  }
}
