package io.culvert.bench.contender.frame;

import java.nio.ByteBuffer;

/**
 * Takes payloads out of a stream of bytes that comes in pieces of any length. It reads a piece in
 * place: each byte of a payload is copied once, into its array.
 */
public final class FrameReader {

  private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

  private ByteBuffer piece = NOTHING;
  private int length;
  private int lengthBytes;
  private byte[] payload;
  private int filled;

  /**
   * Takes the next piece of the stream, big-endian. It must not change until {@link #next} has
   * returned null.
   *
   * @throws IllegalStateException if the piece before it was not read to its end
   */
  public void feed(ByteBuffer bytes) {
    if (piece.hasRemaining()) {
      throw new IllegalStateException("piece is not read to its end: bytes=" + piece.remaining());
    }
    piece = bytes;
  }

  /** Returns the next payload in a new array; null if it needs another piece first. */
  public byte[] next() {
    byte[] whole = read();
    if (whole == null) {
      piece = NOTHING; // The caller may fill the same buffer again.
    }
    return whole;
  }

  private byte[] read() {
    if (payload == null) {
      if (!readLength()) {
        return null;
      }
      payload = new byte[length];
    }
    int count = Math.min(piece.remaining(), payload.length - filled);
    piece.get(payload, filled, count);
    filled += count;
    if (filled < payload.length) {
      return null;
    }
    byte[] whole = payload;
    payload = null;
    filled = 0;
    return whole;
  }

  private boolean readLength() {
    if (lengthBytes == 0 && piece.remaining() >= Frames.HEADER) {
      length = piece.getInt();
      return true;
    }
    while (piece.hasRemaining()) {
      length = length << Byte.SIZE | piece.get() & 0xFF;
      if (++lengthBytes == Frames.HEADER) {
        lengthBytes = 0;
        return true;
      }
    }
    return false;
  }

  /** Returns whether the stream may end here, and not within a frame. */
  public boolean isAtBoundary() {
    return payload == null && lengthBytes == 0 && !piece.hasRemaining();
  }
}
