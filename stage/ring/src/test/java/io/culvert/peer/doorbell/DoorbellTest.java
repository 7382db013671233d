package io.culvert.peer.doorbell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.culvert.conductor.Conductor;
import io.culvert.peer.ForeignCaller;
import io.culvert.peer.LocalWaitPoints;
import io.culvert.peer.PeerContext;
import io.culvert.peer.TestSide;
import io.culvert.peer.lock.Role;
import io.culvert.ring.RingReader;
import io.culvert.ring.RingWriter;
import io.culvert.ring.file.RingDirectory;
import io.culvert.ring.memory.ControlWords;
import io.culvert.testing.Await;
import io.culvert.testing.RootAccess;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedSelectorException;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The socket beside a ring: which processes may connect to it, and how connections end. */
class DoorbellTest {

  private static final String RING = "ring";
  private static final String OTHER_USER = "65534";
  private static final Duration SOON = Await.PATIENCE;

  @TempDir Path temporary;

  private final List<Throwable> errors = new CopyOnWriteArrayList<>();
  private final Conductor conductor =
      new Conductor("test", Thread::new, errors::add, Long.MAX_VALUE);
  private final PeerContext context =
      new PeerContext(conductor, Runnable::run, new LocalWaitPoints());
  private final List<AutoCloseable> open = new ArrayList<>();
  private RingDirectory directory;

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

  // The reader's side, which listens.

  @Test
  void shouldAnswerAndAcceptSignalsWhenRingIdMatches() throws Exception {
    TestSide reader = attach(Role.READER);
    SocketChannel writer = connect(reader);
    assertThat(reader.link().isReachable()).isTrue();

    reader.link().waitPoint().arm(Long.MIN_VALUE);
    claimWakeUp(reader);
    assertThat(reader.isWoken(Duration.ZERO)).isFalse();
    writer.write(ByteBuffer.allocate(1));
    assertThat(reader.isWoken(SOON)).isTrue();
  }

  /** The writer stops polling after the answer, so its next signal must find the connection. */
  @Test
  void shouldBeConnectedBeforeItAnswers() throws Exception {
    TestSide reader = attach(Role.READER);
    for (int round = 0; round < 300; round++) {
      try (SocketChannel writer = call()) {
        writer.configureBlocking(true);
        hello(writer, ringId(reader));
        assertThat(writer.read(ByteBuffer.allocate(1))).isEqualTo(1);
        assertThat(reader.link().isReachable()).as("round %d", round).isTrue();
      }
      Await.until(() -> !reader.link().isReachable(), () -> "the end is not detected");
    }
  }

  @Test
  void shouldRefuseCallerWhenRingIdDiffers() throws Exception {
    TestSide reader = attach(Role.READER);
    SocketChannel stranger = call();
    hello(stranger, UUID.randomUUID());
    assertRefused(stranger, reader);
  }

  @Test
  void shouldRefuseCallerWhenHelloIsInvalid() throws Exception {
    TestSide reader = attach(Role.READER);
    SocketChannel stranger = call();
    stranger.write(ByteBuffer.wrap(new byte[] {'G', 'E', 'T', ' '}));
    hello(stranger, ringId(reader));
    assertRefused(stranger, reader);
  }

  @Test
  void shouldAnswerWhenHelloArrivesInParts() throws Exception {
    TestSide reader = attach(Role.READER);
    SocketChannel writer = call();
    ByteBuffer hello = helloBytes(ringId(reader));
    while (hello.hasRemaining()) {
      writer.write(hello.slice(hello.position(), 1));
      hello.position(hello.position() + 1);
      TestSide.on(conductor, () -> true);
      TestSide.on(conductor, () -> true); // each part arrives in a read of its own
    }
    assertThat(awaitByte(writer)).isEqualTo(1);
  }

  @Test
  void shouldDropOldestCallersWhenTooManyAreWaiting() throws Exception {
    TestSide reader = attach(Role.READER);
    List<SocketChannel> strangers = new ArrayList<>();
    for (int i = 0; i < 6; i++) {
      strangers.add(call());
    }
    assertThat(awaitByte(strangers.get(0))).isEqualTo(-1);
    assertThat(awaitByte(strangers.get(1))).isEqualTo(-1);
    SocketChannel writer = strangers.get(2);
    hello(writer, ringId(reader));
    assertThat(awaitByte(writer)).as("the oldest remaining caller").isEqualTo(1);
    for (SocketChannel stranger : strangers.subList(3, 6)) {
      assertThat(readNow(stranger)).as("neither a byte nor an end").isZero();
    }
  }

  @Test
  void shouldKeepWriterConnectedWhenManyStrangersCall() throws Exception {
    TestSide reader = attach(Role.READER);
    SocketChannel writer = connect(reader);
    SocketChannel first = call();
    for (int i = 0; i < 4; i++) {
      call();
    }
    assertThat(awaitByte(first)).as("the oldest stranger is dropped").isEqualTo(-1);
    assertThat(reader.link().isReachable()).isTrue();
    assertThat(readNow(writer)).as("neither a byte nor an end").isZero();
  }

  @Test
  void shouldAcceptWriterWhenStrangersHaveHungUp() throws Exception {
    TestSide reader = attach(Role.READER);
    SocketChannel stays = call();
    for (int i = 0; i < 6; i++) {
      SocketChannel goes = call();
      hello(goes, UUID.randomUUID());
      goes.shutdownOutput();
      assertThat(awaitByte(goes)).isEqualTo(-1);
      SocketChannel silent = call();
      silent.shutdownOutput();
      assertThat(awaitByte(silent)).isEqualTo(-1);
    }
    hello(stays, ringId(reader));
    assertThat(awaitByte(stays)).isEqualTo(1);
  }

  @Test
  void shouldReplaceConnectionWhenSecondWriterCalls() throws Exception {
    TestSide reader = attach(Role.READER);
    SocketChannel first = connect(reader);
    SocketChannel second = connect(reader);
    assertThat(awaitByte(first)).isEqualTo(-1);
    assertThat(reader.link().isReachable()).isTrue();
    reader.link().signalPeer(Long.MAX_VALUE);
    assertThat(readNow(second)).as("the writer is not parked, so no byte is sent").isZero();
  }

  @Test
  void shouldPollRingWhenConnectionEnds() throws Exception {
    TestSide reader = attach(Role.READER);
    SocketChannel writer = connect(reader);
    writer.close();
    Await.until(() -> !reader.link().isReachable(), () -> "the end is not detected");
    assertPublishedIsSeen(reader);
  }

  /** The signal was lost with the connection: the flag is clear, so no other signal will follow. */
  @Test
  void shouldWakeReaderWhenConnectionEndsAfterClaim() throws Exception {
    TestSide reader = attach(Role.READER);
    SocketChannel writer = connect(reader);
    reader.link().waitPoint().arm(Long.MIN_VALUE);
    claimWakeUp(reader);
    writer.close();
    assertThat(reader.isWoken(SOON)).isTrue();
  }

  /** The writer claimed the wake-up before it was connected, so its signal reached no socket. */
  @Test
  void shouldWakeReaderWhenConnectedAfterClaim() throws Exception {
    TestSide reader = attach(Role.READER);
    reader.link().waitPoint().arm(Long.MIN_VALUE);
    claimWakeUp(reader);
    SocketChannel writer = call();
    hello(writer, ringId(reader));
    assertThat(reader.isWoken(SOON)).isTrue();
  }

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

  private static Doorbell.Listener listener(List<String> told) {
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

  private DoorbellConnection connection() throws IOException {
    SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX);
    DoorbellConnection connection =
        new DoorbellConnection(channel, conductor.selector(), from -> {});
    open.add(connection);
    return connection;
  }

  @Test
  void shouldOwnSocketFileAndDeleteItOnClose() throws IOException {
    TestSide reader = attach(Role.READER);
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(socket())))
        .isEqualTo("rw-------");
    close(reader);
    assertThat(socket()).doesNotExist();
  }

  @Test
  void shouldLeaveNoSocketFileWhenConductorHasEnded() {
    Doorbell.Address address =
        new Doorbell.Address(directory, RING, Role.READER, UUID.randomUUID());
    conductor.close();
    Await.until(() -> !conductor.selector().isOpen(), () -> "the conductor does not end");
    assertThatExceptionOfType(ClosedSelectorException.class)
        .isThrownBy(() -> Doorbell.of(conductor, address, listener(new ArrayList<>())));
    assertThat(socket()).doesNotExist();
  }

  /**
   * The reader's files were deleted, and a successor that does not know of it has bound the path.
   */
  @Test
  void shouldKeepSocketOfSuccessorOnClose() throws IOException {
    TestSide reader = attach(Role.READER);
    Files.delete(socket());
    try (ServerSocketChannel successor = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
      successor.bind(UnixDomainSocketAddress.of(socket()));
      close(reader);
      assertThat(socket()).exists();
    }
  }

  @Test
  void shouldReplaceSocketOfKilledReader() throws Exception {
    try (ServerSocketChannel killed = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
      killed.bind(UnixDomainSocketAddress.of(socket()));
    }
    assertThat(socket()).exists();
    shouldAnswerAndAcceptSignalsWhenRingIdMatches();
  }

  @Test
  void shouldKeepDirectoryWhenItReplacesSocket() throws Exception {
    Path content = Files.createDirectory(socket()).resolve("content");
    Files.createFile(content);
    TestSide reader = attach(Role.READER);
    assertPublishedIsSeen(reader);
    close(reader);
    assertThat(content).exists();
  }

  @Test
  void shouldNotFollowLinkWhenItReplacesSocket() throws Exception {
    Path target = Files.createFile(temporary.resolve("target"));
    Files.createSymbolicLink(socket(), target);
    shouldAnswerAndAcceptSignalsWhenRingIdMatches();
    assertThat(target).exists().isRegularFile().isEmptyFile();
  }

  @Test
  void shouldPollRingWhenPathIsTooLongForSocket() throws Exception {
    Path deep = Files.createDirectories(temporary.resolve("d".repeat(60)).resolve("e".repeat(60)));
    directory = RingDirectory.local(deep.resolve("rings"));
    TestSide reader = attach(Role.READER);
    Conductor others = new Conductor("other", Thread::new, errors::add, Long.MAX_VALUE);
    PeerContext itsContext = new PeerContext(others, Runnable::run, new LocalWaitPoints());
    TestSide writer = TestSide.attach(itsContext, directory, RING, Role.WRITER, TestSide.ADAPTIVE);
    open.add(writer);
    open.add(others);
    for (int number = 0; number < 5; number++) {
      writer.send(new UnsafeBuffer(new byte[] {(byte) number, 0, 0, 0, 0, 0, 0, 0}), 8);
      assertThat(reader.receive()).isEqualTo(number);
    }
    assertThat(socket()).doesNotExist();
    assertThat(reader.link().isReachable()).isFalse();
    assertThat(writer.link().isReachable()).isFalse();
  }

  @Test
  void shouldRefuseCallerOfAnotherUser() throws Exception {
    RootAccess.assumeRoot("a process of another user");
    TestSide reader = attach(Role.READER);
    Path program = programForOtherUser();
    String[] command = {
      "setpriv",
      "--reuid=" + OTHER_USER,
      "--regid=" + OTHER_USER,
      "--clear-groups",
      Path.of(System.getProperty("java.home"), "bin", "java").toString(),
      "-cp",
      program.toString(),
      ForeignCaller.class.getName(),
      socket().toString(),
      Long.toString(ringId(reader).getMostSignificantBits()),
      Long.toString(ringId(reader).getLeastSignificantBits())
    };
    assertThat(run(command)).contains("connected").contains("refused");
    assertThat(reader.link().isReachable()).isFalse();
    // The same hello from this user is answered, so it was the user that was refused.
    String[] sameUser = List.of(command).subList(4, command.length).toArray(String[]::new);
    assertThat(run(sameUser)).contains("connected").contains("answered");
  }

  /** Opens the program, and all directories on the path to the socket, to other users. */
  private Path programForOtherUser() throws IOException {
    Path classes = Files.createDirectory(temporary.resolve("classes"));
    String resource = ForeignCaller.class.getName().replace('.', '/') + ".class";
    Path file = classes.resolve(resource);
    Files.createDirectories(file.getParent());
    try (InputStream bytes = ForeignCaller.class.getClassLoader().getResourceAsStream(resource)) {
      Files.copy(bytes, file);
    }
    for (Path path : List.of(temporary, directory.path(), socket(), classes)) {
      assertThat(RootAccess.run("chmod", "-R", "a+rwX", path.toString())).isTrue();
    }
    return classes;
  }

  private static String run(String... command) throws Exception {
    Process process;
    try {
      process = new ProcessBuilder(command).redirectErrorStream(true).start();
    } catch (IOException e) {
      System.err.println("SKIPPED: this test needs " + command[0]);
      return Assumptions.<String>abort(command[0]);
    }
    String output = new String(process.getInputStream().readAllBytes());
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    return output;
  }

  // The writer's side, which calls.

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
    private final ControlWords signals;

    AttachedReader(TestSide writer) {
      reader = RingReader.attach(writer.ring());
      signals = ControlWords.ofReader(writer.ring().memory());
    }

    /** Waits for heartbeats of the writer; returns how many there were. */
    int awaitHeartbeats(int count) {
      long begin = signals.peerHeartbeat();
      Await.until(() -> signals.peerHeartbeat() - begin >= count, () -> "no heartbeats");
      return (int) (signals.peerHeartbeat() - begin);
    }

    @Override
    public void close() {
      reader.close();
      signals.close();
    }
  }

  private AttachedReader attachReader(TestSide writer) {
    AttachedReader reader = new AttachedReader(writer);
    open.add(0, reader); // closed before the writer, whose ring it uses
    return reader;
  }

  private TestSide attach(Role role) {
    TestSide side = TestSide.attach(context, directory, RING, role, TestSide.ADAPTIVE);
    open.add(0, side);
    return side;
  }

  private void assertPublishedIsSeen(TestSide reader) throws Exception {
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

  private static void claimWakeUp(TestSide reader) {
    try (ControlWords writer = ControlWords.ofWriter(reader.ring().memory())) {
      assertThat(writer.claimWakeUp(0)).isTrue();
    }
  }

  private Path socket() {
    return directory.beside(RING, ".sock");
  }

  private void close(TestSide side) {
    open.remove(side);
    side.close();
  }

  private static UUID ringId(TestSide side) {
    return side.ring().header().ringId();
  }

  private SocketChannel call() throws IOException {
    SocketChannel channel = SocketChannel.open(UnixDomainSocketAddress.of(socket()));
    open.add(channel);
    channel.configureBlocking(false);
    return channel;
  }

  /** Connects as the writer of this reader, which answers. */
  private SocketChannel connect(TestSide reader) throws IOException {
    SocketChannel writer = call();
    hello(writer, ringId(reader));
    assertThat(awaitByte(writer)).isEqualTo(1);
    return writer;
  }

  private static void assertRefused(SocketChannel stranger, TestSide reader) {
    assertThat(awaitByte(stranger)).isEqualTo(-1);
    assertThat(reader.link().isReachable()).isFalse();
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

  private static ByteBuffer helloBytes(UUID ringId) {
    return ByteBuffer.allocate(DoorbellConnection.HELLO_BYTES)
        .putLong(ringId.getMostSignificantBits())
        .putLong(ringId.getLeastSignificantBits())
        .flip();
  }

  private static void hello(SocketChannel channel, UUID ringId) throws IOException {
    channel.write(helloBytes(ringId));
  }

  /** Waits for a byte or the end of the connection; returns 1 or -1. */
  private static int awaitByte(SocketChannel channel) {
    int[] count = new int[1];
    Await.until(() -> (count[0] = readNow(channel)) != 0, () -> "neither a byte nor an end");
    return count[0];
  }

  private static int readNow(SocketChannel channel) {
    return read(channel, ByteBuffer.allocate(1));
  }

  private static int read(SocketChannel channel, ByteBuffer target) {
    try {
      return channel.read(target);
    } catch (IOException e) {
      return -1;
    }
  }
}
