package io.culvert.bench;

/** The bench cannot do what it was told; the message is for its user. */
public final class BenchException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /**
   * A failure.
   *
   * @param message what has failed and what to do
   */
  public BenchException(String message) {
    super(message);
  }

  /**
   * A failure with its cause.
   *
   * @param message what has failed and what to do
   * @param cause why
   */
  public BenchException(String message, Throwable cause) {
    super(message, cause);
  }
}
