package io.culvert.exceptions;

/**
 * The superclass of all exceptions of Culvert. They are unchecked, and their message names the file
 * or the directory concerned.
 */
public abstract class CulvertException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /**
   * Creates an exception without a cause.
   *
   * @param message the fault, with the values that show it
   */
  protected CulvertException(String message) {
    super(message);
  }

  /**
   * Creates an exception with a cause.
   *
   * @param message the fault, with the values that show it
   * @param cause the cause; may be null
   */
  protected CulvertException(String message, Throwable cause) {
    super(message, cause);
  }
}
