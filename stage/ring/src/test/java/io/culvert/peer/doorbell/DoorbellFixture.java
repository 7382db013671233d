package io.culvert.peer.doorbell;

import static org.assertj.core.api.Assertions.assertThat;

import io.culvert.conductor.Conductor;
import io.culvert.peer.LocalWaitPoints;
import io.culvert.peer.PeerContext;
import io.culvert.peer.TestSide;
import io.culvert.peer.lock.Role;
import io.culvert.ring.RingWriter;
import io.culvert.ring.file.RingDirectory;
import io.culvert.ring.memory.ControlWords;
import io.culvert.testing.Await;
import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** The directory, the conductor and the connections of the tests of doorbells. */
abstract class DoorbellFixture {

  static final String RING = "ring";
  static final Duration SOON = Await.PATIENCE;

  @TempDir Path temporary;

  final List<Throwable> errors = new CopyOnWriteArrayList<>();
  final Conductor conductor = new Conductor("test", Thread::new, errors::add, Long.MAX_VALUE);
  final PeerContext context = new PeerContext(conductor, Runnable::run, new LocalWaitPoints());
  final List<AutoCloseable> open = new ArrayList<>();
  RingDirectory directory;

  @BeforeEach
  void createDirectory() {
    directory = RingDirectory.local(temporary.resolve("rings"));
  }

  @AfterEach
  void close() throws Exception {
    for (AutoCloseable each : open) {
      each.close();
    }
    conductor.close();
    assertThat(errors).isEmpty();
  }

  TestSide attach(Role role) {
    TestSide side = TestSide.attach(context, directory, RING, role, TestSide.ADAPTIVE);
    open.add(0, side);
    return side;
  }

  void close(TestSide side) {
    open.remove(side);
    side.close();
  }

  static UUID ringId(TestSide side) {
    return side.ring().header().ringId();
  }

  Path socket() {
    return directory.beside(RING, ".sock");
  }

  static Doorbell.Listener listener(List<String> told) {
    return new Doorbell.Listener() {
      @Override
      public void onSignal() {
        told.add("ring");
      }

      @Override
      public void onDisconnect() {
        told.add("hang-up");
      }
    };
  }

  SocketChannel call() throws IOException {
    SocketChannel channel = SocketChannel.open(UnixDomainSocketAddress.of(socket()));
    open.add(channel);
    channel.configureBlocking(false);
    return channel;
  }

  /** Connects as the writer of this reader, which answers. */
  SocketChannel connect(TestSide reader) throws IOException {
    SocketChannel writer = call();
    hello(writer, ringId(reader));
    assertThat(awaitByte(writer)).isEqualTo(1);
    return writer;
  }

  static void claimWakeUp(TestSide reader) {
    try (ControlWords writer = ControlWords.ofWriter(reader.ring().memory())) {
      assertThat(writer.claimWakeUp(0)).isTrue();
    }
  }

  void assertPublishedIsSeen(TestSide reader) throws Exception {
    RingWriter writer = RingWriter.attach(reader.ring());
    Thread later =
        new Thread(
            () -> {
              Await.until(reader.link().waitPoint()::isArmed, () -> "not armed");
              writer.offer(new UnsafeBuffer(new byte[] {7, 0, 0, 0, 0, 0, 0, 0}), 0, 8);
            });
    later.start();
    assertThat(reader.receive()).isEqualTo(7);
    later.join();
    writer.close();
  }

  /** Attaches a reader and fails unless a writer connects to it and wakes it. */
  void assertAnswersAndAcceptsSignals() throws Exception {
    TestSide reader = attach(Role.READER);
    SocketChannel writer = connect(reader);
    assertThat(reader.link().isReachable()).isTrue();

    reader.link().waitPoint().arm(Long.MIN_VALUE);
    claimWakeUp(reader);
    assertThat(reader.isWoken(Duration.ZERO)).isFalse();
    writer.write(ByteBuffer.allocate(1));
    assertThat(reader.isWoken(SOON)).isTrue();
  }

  static void hello(SocketChannel channel, UUID ringId) throws IOException {
    channel.write(helloBytes(ringId));
  }

  static ByteBuffer helloBytes(UUID ringId) {
    return ByteBuffer.allocate(DoorbellConnection.HELLO_BYTES)
        .putLong(ringId.getMostSignificantBits())
        .putLong(ringId.getLeastSignificantBits())
        .flip();
  }

  /** Waits for a byte or the end of the connection; returns 1 or -1. */
  static int awaitByte(SocketChannel channel) {
    int[] count = new int[1];
    Await.until(() -> (count[0] = readNow(channel)) != 0, () -> "neither a byte nor an end");
    return count[0];
  }

  static int readNow(SocketChannel channel) {
    return read(channel, ByteBuffer.allocate(1));
  }

  static int read(SocketChannel channel, ByteBuffer target) {
    try {
      return channel.read(target);
    } catch (IOException e) {
      return -1;
    }
  }
}
