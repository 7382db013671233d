package io.culvert.peer;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;

/** The writer's: it calls the reader, again and again until one answers. */
final class CallingDoorbell extends Doorbell {

  private final Conductor conductor;
  private final Address address;

  private final ByteBuffer answer = ByteBuffer.allocate(1);

  /** A connection that has not been answered yet. */
  private DoorbellWire calling;

  CallingDoorbell(Conductor conductor, Address address, Listener listener) {
    super(listener);
    this.conductor = conductor;
    this.address = address;
  }

  @Override
  void onBeat() {
    if (!isConnected() && calling == null) {
      try {
        call();
      } catch (IOException | UnsupportedOperationException e) {
        // Nobody listens, not yet or not any more, or there is no socket at all. The next beat
        // tries again; meanwhile this side looks by itself.
        calling = null;
      }
    }
  }

  private void call() throws IOException {
    SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX);
    try {
      channel.configureBlocking(false); // a reader that does not accept must not keep us
      if (!channel.connect(UnixDomainSocketAddress.of(address.socket()))
          || !DoorbellWire.isOurs(channel, address.directory().path())) {
        channel.close();
        return;
      }
      calling = new DoorbellWire(channel, conductor.selector(), this::onAnswer);
      calling.sendHello(address.ringId());
    } catch (IOException e) {
      channel.close();
      throw e;
    }
  }

  /** The first byte is the reader's answer: the connection is one to the other side. */
  private void onAnswer(DoorbellWire from) throws IOException {
    if (from != calling) {
      onInput(from);
    } else if (from.read(answer.clear()) > 0) {
      calling = null;
      connected(from);
      // The reader has stopped to look when it answered; what this side has rung for since then,
      // without a connection, has reached nobody.
      from.ring();
    } else {
      calling = null;
      from.close();
    }
  }

  @Override
  public void close() throws IOException {
    super.close();
    if (calling != null) {
      calling.close();
    }
  }
}
