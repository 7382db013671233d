package io.culvert.examples.job;

/** Ends the job. The message tells the user what is wrong. */
public final class JobException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /** Creates an exception with a message for the user. */
  public JobException(String message) {
    super(message);
  }

  /** Creates an exception with a message for the user, and its cause. */
  public JobException(String message, Throwable cause) {
    super(message, cause);
  }
}
