package io.culvert.ring;

/**
 * A frame, the one kind of record in the data area: an 8-byte header, the payload, and zero to
 * seven bytes that pad it to the next multiple of 8. The header is one little-endian long, so that
 * a reader takes all of it by one load and checks what it has taken.
 *
 * <pre>
 *    bit 63           48 47           32 31                            0
 *   +-------------------+---------------+-------------------------------+
 *   | flags             | type          | payload length, bytes         |
 *   +-------------------+---------------+-------------------------------+
 *   | payload ...                                                       |
 *   +--------------------------------------------------------------------
 * </pre>
 *
 * <p>A type of zero is never written: a page of zeros is not a frame.
 */
final class Frame {

  /** Bytes of a header, and the alignment of frames. */
  static final int HEADER = Long.BYTES;

  /** A whole element. */
  static final int DATA = 1;

  /** Filler up to the end of the data area. */
  static final int PADDING = 2;

  /** Part of an element; the first begins with the element's whole length as a long. */
  static final int FRAGMENT = 3;

  /** The stream is complete. */
  static final int COMPLETED = 4;

  /** The stream has failed; the payload is a {@link StreamFailure}. */
  static final int FAILED = 5;

  /** Flag of the first fragment of an element. */
  static final int BEGIN = 1;

  /** Flag of the last fragment of an element. */
  static final int END = 2;

  /** Longest frame of an ending, header included. */
  static final int TERMINAL_LIMIT = 2048;

  /**
   * Room that only an ending may use: an ending never waits for space. Twice the longest ending,
   * because up to one of them is lost to padding at the end of the data area.
   */
  static final int TERMINAL_RESERVE = 2 * TERMINAL_LIMIT;

  private Frame() {}

  static long header(int type, int flags, int length) {
    return ((long) flags << 48) | ((long) type << 32) | length;
  }

  static int length(long header) {
    return (int) header;
  }

  static int type(long header) {
    return (int) (header >>> 32) & 0xFFFF;
  }

  static int flags(long header) {
    return (int) (header >>> 48);
  }

  /** The bytes that a frame takes in the ring; long, because the length may be hostile. */
  static long span(int length) {
    return (length + (long) HEADER + 7) & ~7L;
  }

  /**
   * The longest payload that goes into one frame. A quarter of the capacity: then frame and padding
   * before it always find room in an empty ring, whatever the index.
   */
  static int payloadLimit(int capacity) {
    return capacity / 4 - HEADER;
  }
}
