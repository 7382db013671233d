package io.culvert.codec;

/** For codecs whose elements all have one length. */
final class FixedLength {

  private FixedLength() {}

  /**
   * Refuses a message of another length.
   *
   * @throws IllegalArgumentException when it has another length
   */
  static void require(int wanted, int found) {
    if (found != wanted) {
      throw new IllegalArgumentException(
          "message of another length: found=" + found + ", wanted=" + wanted);
    }
  }
}
