package io.culvert.bench.contender.frame;

import java.nio.ByteBuffer;
import java.util.List;

/** Frames of payloads: four bytes with the length, big-endian, then the payload. */
public final class Frames {

  /** Bytes before the payload. */
  public static final int HEADER = Integer.BYTES;

  private Frames() {}

  /** Returns the length of a payload's frame in bytes. */
  public static int length(byte[] payload) {
    return HEADER + payload.length;
  }

  /** Puts the frame of a payload into a big-endian buffer that has room for it. */
  public static void put(ByteBuffer buffer, byte[] payload) {
    buffer.putInt(payload.length).put(payload);
  }

  /** Returns the bytes before a payload, in a new array. */
  public static byte[] header(byte[] payload) {
    return ByteBuffer.allocate(HEADER).putInt(payload.length).array();
  }

  /** Copies payloads into frames, one after the other, in a new array. */
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
