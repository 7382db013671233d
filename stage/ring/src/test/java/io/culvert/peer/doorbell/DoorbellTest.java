package io.culvert.peer.doorbell;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.nio.channels.SocketChannel;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

/** The behaviour that the doorbells of both sides have in common. */
class DoorbellTest extends DoorbellFixture {

  @Test
  void shouldIgnoreHangUpOfFormerConnection() throws Exception {
    List<String> told = new CopyOnWriteArrayList<>();
    Doorbell doorbell = new SilentDoorbell(told);
    DoorbellConnection former = connection();
    DoorbellConnection latter = connection();
    doorbell.connected(former);
    doorbell.connected(latter);
    doorbell.disconnect(former);
    assertThat(doorbell.isConnected()).isTrue();
    assertThat(told).containsExactly("ring", "ring");
    doorbell.disconnect(latter);
    assertThat(doorbell.isConnected()).isFalse();
    assertThat(told).containsExactly("ring", "ring", "hang-up");
  }

  /** Has only what both sides have in common. */
  private static final class SilentDoorbell extends Doorbell {

    SilentDoorbell(List<String> told) {
      super(listener(told));
    }

    @Override
    public void onHeartbeat() {
      // This doorbell neither calls nor listens.
    }
  }

  private DoorbellConnection connection() throws IOException {
    SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX);
    DoorbellConnection connection =
        new DoorbellConnection(channel, conductor.selector(), from -> {});
    open.add(connection);
    return connection;
  }
}
