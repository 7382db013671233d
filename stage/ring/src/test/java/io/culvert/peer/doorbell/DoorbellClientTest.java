package io.culvert.peer.doorbell;

import static org.assertj.core.api.Assertions.assertThat;

import io.culvert.peer.TestSide;
import io.culvert.peer.lock.Role;
import io.culvert.ring.RingReader;
import io.culvert.ring.memory.ControlWords;
import io.culvert.testing.Await;
import io.culvert.testing.RootAccess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

/** The doorbell of a writer, which calls the reader until it answers. */
class DoorbellClientTest extends DoorbellFixture {

  @Test
  void shouldConnectWriterWhenReaderAnswers() throws Exception {
    ServerSocketChannel server = listen();
    TestSide writer = attach(Role.WRITER);
    attachReader(writer);
    SocketChannel connection = accept(server);
    ByteBuffer hello = awaitHello(connection);
    assertThat(DoorbellConnection.helloOf(hello)).isEqualTo(ringId(writer));
    assertThat(writer.link().isReachable()).isFalse();
    answer(connection, writer);
  }

  /**
   * The reader stops polling when it answers, but the writer can signal only after it has read the
   * answer. The writer therefore signals at once, in case something was published in between.
   */
  @Test
  void shouldSignalReaderWhenConnected() throws Exception {
    ServerSocketChannel server = listen();
    TestSide writer = attach(Role.WRITER);
    attachReader(writer);
    SocketChannel connection = accept(server);
    awaitHello(connection);
    connection.write(ByteBuffer.allocate(1));
    assertThat(awaitByte(connection)).isEqualTo(1);
  }

  @Test
  void shouldCallAgainWhenReaderHangsUp() throws Exception {
    ServerSocketChannel server = listen();
    TestSide writer = attach(Role.WRITER);
    attachReader(writer);
    for (int round = 0; round < 3; round++) {
      SocketChannel connection = accept(server);
      answer(connection, writer);
      connection.close();
      Await.until(() -> !writer.link().isReachable(), () -> "the end is not detected");
    }
  }

  @Test
  void shouldNotRepeatCallWhenReaderDoesNotAnswer() throws Exception {
    ServerSocketChannel server = listen();
    TestSide writer = attach(Role.WRITER);
    AttachedReader reader = attachReader(writer);
    accept(server);
    int heartbeats = reader.awaitHeartbeats(5);
    assertThat(heartbeats).isGreaterThanOrEqualTo(5);
    assertThat(server.accept()).isNull();
    assertThat(writer.link().isReachable()).isFalse();
  }

  @Test
  void shouldKeepCallingUntilReaderListens() throws Exception {
    TestSide writer = attach(Role.WRITER);
    AttachedReader reader = attachReader(writer);
    assertThat(reader.awaitHeartbeats(3)).isGreaterThanOrEqualTo(3);
    SocketChannel connection = accept(listen());
    answer(connection, writer);
  }

  @Test
  void shouldCallAgainWhenReaderHangsUpBeforeAnswer() throws Exception {
    ServerSocketChannel server = listen();
    TestSide writer = attach(Role.WRITER);
    attachReader(writer);
    accept(server).close(); // before or after the hello
    try (SocketChannel called = accept(server)) {
      readHello(called);
    }
    SocketChannel connection = accept(server);
    assertThat(writer.link().isReachable()).isFalse();
    answer(connection, writer);
  }

  private static void readHello(SocketChannel called) throws IOException {
    ByteBuffer hello = ByteBuffer.allocate(DoorbellConnection.HELLO_BYTES);
    while (hello.hasRemaining()) {
      assertThat(called.read(hello)).isNotNegative();
    }
  }

  /** A notification would count as a sign of life. */
  @Test
  void shouldNotNotifyListenerWhenCallEndsUnanswered() throws Exception {
    ServerSocketChannel server = listen();
    List<String> told = new CopyOnWriteArrayList<>();
    Doorbell doorbell =
        new DoorbellClient(
            conductor,
            new Doorbell.Address(directory, RING, Role.WRITER, UUID.randomUUID()),
            listener(told));
    open.add(doorbell);
    runHeartbeat(doorbell);
    accept(server).close();
    Await.until(() -> isCalled(server, doorbell), () -> "the doorbell does not call again");
    assertThat(told).isEmpty();
  }

  private boolean isCalled(ServerSocketChannel server, Doorbell doorbell) {
    runHeartbeat(doorbell);
    try (SocketChannel called = server.accept()) {
      return called != null;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void runHeartbeat(Doorbell doorbell) {
    TestSide.on(
        conductor,
        () -> {
          doorbell.onHeartbeat();
          return true;
        });
  }

  @Test
  void shouldEndUnansweredCallWhenWriterCloses() throws Exception {
    ServerSocketChannel server = listen();
    TestSide writer = attach(Role.WRITER);
    attachReader(writer);
    SocketChannel connection = accept(server);
    awaitHello(connection);
    close(writer);
    assertThat(awaitByte(connection)).isEqualTo(-1);
  }

  /** The backlog is full, so a blocking call would wait for the reader. */
  @Test
  void shouldNotBlockWhenReaderDoesNotAccept() throws Exception {
    ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
    open.add(server);
    server.bind(UnixDomainSocketAddress.of(socket()), 1);
    fillBacklog();
    TestSide writer = attach(Role.WRITER);
    AttachedReader reader = attachReader(writer);
    assertThat(reader.awaitHeartbeats(3))
        .as("the conductor is not blocked")
        .isGreaterThanOrEqualTo(3);
    assertThat(writer.link().isReachable()).isFalse();
  }

  private void fillBacklog() throws IOException {
    boolean room = true;
    while (room) {
      SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX);
      open.add(channel);
      channel.configureBlocking(false);
      try {
        room = channel.connect(UnixDomainSocketAddress.of(socket()));
      } catch (IOException e) {
        room = false;
      }
    }
  }

  /** The directory belongs to another user, and the process that listens is not of that user. */
  @Test
  void shouldNotSendHelloToReaderOfAnotherUser() throws Exception {
    TestSide writer = attach(Role.WRITER);
    RootAccess.changeOwner(directory.path());
    ServerSocketChannel server = listen();
    attachReader(writer);
    assertThat(awaitByte(accept(server))).as("no hello").isEqualTo(-1);
    assertThat(writer.link().isReachable()).isFalse();
  }

  /** Marks the reader as attached in the ring, although no process serves its doorbell. */
  private static final class AttachedReader implements AutoCloseable {

    private final RingReader reader;
    private final ControlWords controlWords;

    AttachedReader(TestSide writer) {
      reader = RingReader.attach(writer.ring());
      controlWords = ControlWords.ofReader(writer.ring().memory());
    }

    /** Waits for heartbeats of the writer; returns how many there were. */
    int awaitHeartbeats(int count) {
      long begin = controlWords.peerHeartbeat();
      Await.until(() -> controlWords.peerHeartbeat() - begin >= count, () -> "no heartbeats");
      return (int) (controlWords.peerHeartbeat() - begin);
    }

    @Override
    public void close() {
      reader.close();
      controlWords.close();
    }
  }

  private AttachedReader attachReader(TestSide writer) {
    AttachedReader reader = new AttachedReader(writer);
    open.add(0, reader); // closed before the writer, whose ring it uses
    return reader;
  }

  private ServerSocketChannel listen() throws IOException {
    ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
    open.add(server);
    server.bind(UnixDomainSocketAddress.of(socket()));
    server.configureBlocking(false);
    return server;
  }

  private SocketChannel accept(ServerSocketChannel server) throws IOException {
    SocketChannel[] accepted = new SocketChannel[1];
    Await.until(
        () -> {
          try {
            return (accepted[0] = server.accept()) != null;
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
        },
        () -> "no call arrives");
    open.add(accepted[0]);
    accepted[0].configureBlocking(false);
    return accepted[0];
  }

  private static ByteBuffer awaitHello(SocketChannel connection) {
    ByteBuffer hello = ByteBuffer.allocate(DoorbellConnection.HELLO_BYTES);
    Await.until(() -> read(connection, hello) >= 0 && !hello.hasRemaining(), () -> "no hello");
    return hello;
  }

  /** Answers a call, and waits until the writer has read the answer. */
  private static void answer(SocketChannel connection, TestSide writer) throws IOException {
    connection.write(ByteBuffer.allocate(1));
    writer.awaitReachable();
  }
}
