package io.culvert.bench.contender.socket;

import io.culvert.bench.contender.frame.FrameReader;
import io.culvert.bench.contender.frame.Frames;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;

/** Payloads over a blocking socket, for one thread. */
final class FramedChannel implements AutoCloseable {

  private static final int BUFFER = 64 * 1024;

  private final SocketChannel socket;
  private final ByteBuffer out;
  private final ByteBuffer in = ByteBuffer.allocateDirect(BUFFER);
  private final FrameReader reader = new FrameReader();

  /** Creates a channel for payloads of at most this size. */
  FramedChannel(SocketChannel socket, int size) {
    this.socket = socket;
    this.out = ByteBuffer.allocateDirect(Math.max(BUFFER, Frames.HEADER + size));
  }

  /** Sends a payload by a system call of its own. */
  void send(byte[] payload) throws IOException {
    Frames.put(out, payload);
    flush();
  }

  /** Sends a payload together with others, at the latest by {@link #flush}. */
  void gather(byte[] payload) throws IOException {
    if (out.remaining() < Frames.length(payload)) {
      flush();
    }
    Frames.put(out, payload);
  }

  void flush() throws IOException {
    out.flip();
    while (out.hasRemaining()) {
      socket.write(out);
    }
    out.clear();
  }

  /** Returns the next payload, for which it blocks; null at the end of the stream. */
  byte[] receive() throws IOException {
    byte[] payload = reader.next();
    while (payload == null) {
      in.clear();
      if (socket.read(in) < 0) {
        requireBoundary();
        return null;
      }
      reader.feed(in.flip());
      payload = reader.next();
    }
    return payload;
  }

  private void requireBoundary() throws EOFException {
    if (!reader.isAtBoundary()) {
      throw new EOFException("the stream ends within a frame");
    }
  }

  /** Sends the end of the stream, and blocks until the receiver has closed its side. */
  void complete() throws IOException {
    flush();
    socket.shutdownOutput();
    if (receive() != null) {
      throw new IOException("the receiver has sent a payload");
    }
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
