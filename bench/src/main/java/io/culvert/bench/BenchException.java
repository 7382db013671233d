package io.culvert.bench;

/** Signals that the bench cannot do its work. The message is for its user. */
public final class BenchException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /** Creates a failure, with a message that says what to do. */
  public BenchException(String message) {
    super(message);
  }

  /** Creates a failure with its cause, and a message that says what to do. */
  public BenchException(String message, Throwable cause) {
    super(message, cause);
  }
}
