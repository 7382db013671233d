package io.culvert;

/**
 * What all exceptions of Culvert have in common: they are unchecked, and their message names the
 * ring's file.
 */
public abstract class CulvertException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /**
   * An exception without a cause.
   *
   * @param message what is wrong, with the values that show it
   */
  protected CulvertException(String message) {
    super(message);
  }

  /**
   * An exception with a cause.
   *
   * @param message what is wrong, with the values that show it
   * @param cause what led to it; may be null
   */
  protected CulvertException(String message, Throwable cause) {
    super(message, cause);
  }
}
