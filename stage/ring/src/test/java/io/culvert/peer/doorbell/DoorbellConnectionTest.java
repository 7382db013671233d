package io.culvert.peer.doorbell;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One connection, with the test at its other end. */
class DoorbellConnectionTest {

  /** More single bytes than the buffer of a socket holds. */
  private static final int FLOOD = 10_000;

  @TempDir Path temporary;

  private Selector selector;
  private SocketChannel other;
  private DoorbellConnection connection;

  @BeforeEach
  void connect() throws IOException {
    selector = Selector.open();
    UnixDomainSocketAddress address = UnixDomainSocketAddress.of(temporary.resolve("socket"));
    try (ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
      server.bind(address);
      other = SocketChannel.open(address);
      connection = new DoorbellConnection(server.accept(), selector, from -> {});
    }
  }

  @AfterEach
  void close() throws IOException {
    connection.close();
    other.close();
    selector.close();
  }

  @Test
  void shouldNotBlockWhenSocketIsFull() throws IOException {
    for (int i = 0; i < FLOOD; i++) {
      assertThat(connection.signal()).isTrue();
    }
    assertThat(other.read(ByteBuffer.allocate(FLOOD))).isBetween(1, FLOOD - 1);
  }

  @Test
  void shouldReturnFalseWhenConnectionIsBroken() throws IOException {
    other.close();
    assertThat(connection.signal()).isFalse();
  }

  /** Closing a socket with unread bytes resets the connection, which the peer sees as an error. */
  @Test
  void shouldReportEndWhenConnectionIsReset() throws IOException {
    assertThat(connection.signal()).isTrue();
    other.close();
    assertThat(connection.read(ByteBuffer.allocate(1))).isEqualTo(-1);
  }
}
