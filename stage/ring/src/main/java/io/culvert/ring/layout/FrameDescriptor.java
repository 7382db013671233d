package io.culvert.ring.layout;

import io.culvert.annotation.InternalApi;

/**
 * Offsets and types of a frame, the only kind of record in the data area: an 8-byte header, the
 * payload, and zero to seven bytes of padding up to the next multiple of 8. The header is one
 * little-endian long. A reader loads it once, and checks the value that it has loaded.
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
@InternalApi
public final class FrameDescriptor {

  /** The length of a header in bytes, and the alignment of frames. */
  public static final int HEADER = Long.BYTES;

  /** A whole message. */
  public static final int DATA = 1;

  /** Filler up to the end of the data area. */
  public static final int PADDING = 2;

  /** Part of a message. The first part begins with the length of the whole message, a long. */
  public static final int FRAGMENT = 3;

  /** The stream is complete. */
  public static final int COMPLETED = 4;

  /** The stream has failed; the payload is a {@link StreamFailure}. */
  public static final int FAILED = 5;

  /** Flag of the first fragment of a message. */
  public static final int BEGIN = 1;

  /** Flag of the last fragment of a message. */
  public static final int END = 2;

  /** The maximum length of a frame that ends the stream, header included. */
  static final int TERMINAL_LIMIT = 2048;

  /**
   * Room that is reserved for the end of the stream, which never waits. Twice the longest frame of
   * an end, because padding at the end of the data area takes up to one such frame.
   */
  public static final int TERMINAL_RESERVE = 2 * TERMINAL_LIMIT;

  private FrameDescriptor() {}

  public static long header(int type, int flags, int length) {
    return ((long) flags << 48) | ((long) type << 32) | length;
  }

  public static int length(long header) {
    return (int) header;
  }

  public static int type(long header) {
    return (int) (header >>> 32) & 0xFFFF;
  }

  public static int flags(long header) {
    return (int) (header >>> 48);
  }

  /** Returns the bytes that a frame takes. A long, because a hostile length may overflow an int. */
  public static long span(int length) {
    return (length + (long) HEADER + 7) & ~7L;
  }

  /**
   * Returns the maximum payload of one frame. It is a quarter of the capacity, so that a frame and
   * the padding before it fit into an empty ring at any index.
   */
  public static int payloadLimit(int capacity) {
    return capacity / 4 - HEADER;
  }
}
