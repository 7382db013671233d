package io.culvert.peer.doorbell;

import io.culvert.conductor.Conductor;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.UUID;
import jdk.net.ExtendedSocketOptions;

/**
 * One connection between the two sides of a ring. The writer introduces itself with the ring's id,
 * the reader answers with a byte, and from then on every byte of either means: check the ring.
 * Anything else that is sent is read and ignored.
 *
 * <p>All for the conductor's thread, except {@link #signal}. The channel never blocks, so a thread
 * that is interrupted in {@link #signal} does not close it.
 */
final class DoorbellConnection implements AutoCloseable {

  static final int HELLO_BYTES = 2 * Long.BYTES;

  private static final ByteBuffer SIGNAL = ByteBuffer.allocateDirect(1).asReadOnlyBuffer();

  private final SocketChannel channel;

  /** Called if there is something to read, or the connection has ended. */
  interface Input {
    void onInput(DoorbellConnection connection) throws IOException;
  }

  DoorbellConnection(SocketChannel channel, Selector selector, Input input) throws IOException {
    this.channel = channel;
    channel.configureBlocking(false);
    Conductor.Ready onReady = () -> input.onInput(this);
    channel.register(selector, SelectionKey.OP_READ, onReady);
  }

  /** Returns whether the connected process runs as this user, where the system can tell. */
  static boolean isOurs(SocketChannel channel, Path directory) throws IOException {
    if (!channel.supportedOptions().contains(ExtendedSocketOptions.SO_PEERCRED)) {
      return true; // then the mode of the directory alone keeps others out
    }
    return channel
        .getOption(ExtendedSocketOptions.SO_PEERCRED)
        .user()
        .equals(Files.getOwner(directory, LinkOption.NOFOLLOW_LINKS));
  }

  void sendHello(UUID ringId) throws IOException {
    ByteBuffer hello = ByteBuffer.allocate(HELLO_BYTES);
    hello.putLong(ringId.getMostSignificantBits()).putLong(ringId.getLeastSignificantBits());
    if (channel.write(hello.flip()) != HELLO_BYTES) {
      throw new IOException("a new socket takes no " + HELLO_BYTES + " bytes");
    }
  }

  static UUID helloOf(ByteBuffer bytes) {
    return new UUID(bytes.getLong(0), bytes.getLong(Long.BYTES));
  }

  /**
   * Sends one byte. For any thread. If the socket accepts no more, there are bytes in it that the
   * peer has not read yet: it will check anyway. If the connection is broken, the peer notices it,
   * too, and polls until there is a new one.
   *
   * @return false if the connection is broken
   */
  boolean signal() {
    try {
      channel.write(SIGNAL.duplicate());
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  /** Reads at most as many bytes as there is room for; returns -1 at the end. */
  int read(ByteBuffer target) {
    try {
      return channel.read(target);
    } catch (IOException e) {
      return -1; // a reset ends the connection, too
    }
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
