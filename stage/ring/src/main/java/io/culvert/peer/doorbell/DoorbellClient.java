package io.culvert.peer.doorbell;

import io.culvert.conductor.Conductor;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import org.agrona.CloseHelper;

/** The writer's doorbell: it connects to the reader, and retries until a reader answers. */
final class DoorbellClient extends Doorbell {

  private final Conductor conductor;
  private final Address address;

  private final ByteBuffer answer = ByteBuffer.allocate(1);

  /** A connection that has not been answered yet. */
  private DoorbellConnection calling;

  DoorbellClient(Conductor conductor, Address address, Listener listener) {
    super(listener);
    this.conductor = conductor;
    this.address = address;
  }

  @Override
  public void onHeartbeat() {
    if (!isConnected() && calling == null) {
      try {
        call();
      } catch (IOException | UnsupportedOperationException e) {
        // No reader listens, not yet or not any more, or there is no socket at all. The next
        // heartbeat tries again; meanwhile this side polls.
        calling = null;
      }
    }
  }

  private void call() throws IOException {
    SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX);
    try {
      channel.configureBlocking(false); // a reader that does not accept must not block
      if (!channel.connect(UnixDomainSocketAddress.of(address.socket()))
          || !DoorbellConnection.isOurs(channel, address.directory().path())) {
        channel.close();
        return;
      }
      calling = new DoorbellConnection(channel, conductor.selector(), this::onAnswer);
      calling.sendHello(address.ringId());
    } catch (IOException | RuntimeException e) {
      channel.close();
      throw e;
    }
  }

  /** Takes the first byte as the reader's answer, which proves that the peer is connected. */
  private void onAnswer(DoorbellConnection from) throws IOException {
    if (from != calling) {
      onInput(from);
    } else if (from.read(answer.clear()) > 0) {
      calling = null;
      connected(from);
      // The reader stopped polling when it answered. Signals of this side since then were lost,
      // because it had no connection yet.
      from.signal();
    } else {
      calling = null;
      from.close();
    }
  }

  @Override
  public void close() throws IOException {
    try {
      super.close();
    } finally {
      CloseHelper.close(calling);
    }
  }
}
