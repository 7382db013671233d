package io.culvert.examples.job;

/** Ends the job. The message says to the user what is wrong; there is nothing else to tell. */
public final class JobException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /**
   * An exception for the user.
   *
   * @param message what is wrong
   */
  public JobException(String message) {
    super(message);
  }

  /**
   * An exception for the user.
   *
   * @param message what is wrong
   * @param cause what has told of it
   */
  public JobException(String message, Throwable cause) {
    super(message, cause);
  }
}
