package io.culvert.codec;

/** Checks for codecs whose elements all have the same length. */
final class FixedLength {

  private FixedLength() {}

  /**
   * Checks the length of a message.
   *
   * @throws IllegalArgumentException if it differs
   */
  static void require(int wanted, int found) {
    if (found != wanted) {
      throw new IllegalArgumentException(
          "message of another length: found=" + found + ", wanted=" + wanted);
    }
  }
}
