package io.culvert.bench.contender.frame;

import java.nio.ByteBuffer;
import java.util.List;

/** Frames of payloads: four bytes with the length, big-endian, then the payload. */
public final class Frames {

  /** Bytes before the payload. */
  public static final int HEADER = Integer.BYTES;

  private Frames() {}

  /**
   * Returns the bytes that a frame takes.
   *
   * @param payload the payload
   * @return a number of bytes
   */
  public static int length(byte[] payload) {
    return HEADER + payload.length;
  }

  /**
   * Puts a frame into a buffer.
   *
   * @param buffer big-endian, with room for it
   * @param payload the payload
   */
  public static void put(ByteBuffer buffer, byte[] payload) {
    buffer.putInt(payload.length).put(payload);
  }

  /**
   * Returns what comes before a payload.
   *
   * @param payload the payload
   * @return a new array
   */
  public static byte[] header(byte[] payload) {
    return ByteBuffer.allocate(HEADER).putInt(payload.length).array();
  }

  /**
   * Copies payloads into frames, one after the other.
   *
   * @param payloads the payloads
   * @return a new array without any room left
   */
  public static byte[] join(List<byte[]> payloads) {
    int length = 0;
    for (byte[] payload : payloads) {
      length += length(payload);
    }
    ByteBuffer joined = ByteBuffer.allocate(length);
    for (byte[] payload : payloads) {
      put(joined, payload);
    }
    return joined.array();
  }
}
