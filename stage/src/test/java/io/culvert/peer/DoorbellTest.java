package io.culvert.peer;

import static org.assertj.core.api.Assertions.assertThat;

import io.culvert.ring.RingDirectory;
import io.culvert.ring.RingReader;
import io.culvert.ring.RingWriter;
import io.culvert.ring.Signals;
import io.culvert.testing.Await;
import io.culvert.testing.Superuser;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
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

/** The socket beside a ring: who may have the other end of it, and what becomes of it. */
class DoorbellTest {

  private static final String RING = "ring";
  private static final String NOBODY = "65534";
  private static final Duration SOON = Duration.ofMinutes(1);

  @TempDir Path temporary;

  private final List<Throwable> errors = new CopyOnWriteArrayList<>();
  private final Conductor conductor =
      new Conductor("test", Thread::new, errors::add, Long.MAX_VALUE);
  private final PeerContext context = new PeerContext(conductor, Runnable::run, new Neighbours());
  private final List<AutoCloseable> open = new ArrayList<>();
  private RingDirectory directory;

  @BeforeEach
  void makeDirectory() {
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

  // The reader's, which listens.

  @Test
  void whoKnowsTheRingIsAnsweredAndRings() throws Exception {
    TestSide reader = attach(Role.READER);
    SocketChannel writer = call();
    hello(writer, ringId(reader));
    assertThat(awaitByte(writer)).isEqualTo(1);
    assertThat(reader.station().isReachable()).isTrue();

    reader.station().waitPoint().arm(Long.MIN_VALUE);
    claimWakeUp(reader);
    assertThat(reader.isWoken(Duration.ZERO)).isFalse();
    writer.write(ByteBuffer.allocate(1));
    assertThat(reader.isWoken(SOON)).isTrue();
  }

  /** The writer stops to look when it has the answer: a ring after it must find the connection. */
  @Test
  void theReaderHasTheConnectionBeforeItAnswers() throws Exception {
    TestSide reader = attach(Role.READER);
    for (int round = 0; round < 300; round++) {
      try (SocketChannel writer = call()) {
        writer.configureBlocking(true);
        hello(writer, ringId(reader));
        assertThat(writer.read(ByteBuffer.allocate(1))).isEqualTo(1);
        assertThat(reader.station().isReachable()).as("round %d", round).isTrue();
      }
      Await.until(() -> !reader.station().isReachable(), () -> "the end is not noticed");
    }
  }

  @Test
  void whoCallsForAnotherRingIsRefused() throws Exception {
    TestSide reader = attach(Role.READER);
    SocketChannel stranger = call();
    hello(stranger, UUID.randomUUID());
    assertThat(awaitByte(stranger)).isEqualTo(-1);
    assertThat(reader.station().isReachable()).isFalse();
  }

  @Test
  void whoTalksBeforeTheHelloIsRefused() throws Exception {
    TestSide reader = attach(Role.READER);
    SocketChannel stranger = call();
    stranger.write(ByteBuffer.wrap(new byte[] {'G', 'E', 'T', ' '}));
    hello(stranger, ringId(reader));
    assertThat(awaitByte(stranger)).isEqualTo(-1);
    assertThat(reader.station().isReachable()).isFalse();
  }

  @Test
  void aHelloMayComeInParts() throws Exception {
    TestSide reader = attach(Role.READER);
    SocketChannel writer = call();
    ByteBuffer hello = helloBytes(ringId(reader));
    while (hello.hasRemaining()) {
      writer.write(hello.slice(hello.position(), 1));
      hello.position(hello.position() + 1);
      TestSide.on(conductor, () -> true);
      TestSide.on(conductor, () -> true); // in between it has come by the socket
    }
    assertThat(awaitByte(writer)).isEqualTo(1);
  }

  @Test
  void strangersMakeRoomForNewerOnesAndForTheWriter() throws Exception {
    TestSide reader = attach(Role.READER);
    List<SocketChannel> strangers = new ArrayList<>();
    for (int i = 0; i < 6; i++) {
      strangers.add(call());
    }
    assertThat(awaitByte(strangers.get(0))).isEqualTo(-1);
    assertThat(awaitByte(strangers.get(1))).isEqualTo(-1);
    SocketChannel writer = strangers.get(2);
    hello(writer, ringId(reader));
    assertThat(awaitByte(writer)).as("the oldest of those that are left").isEqualTo(1);
    for (SocketChannel stranger : strangers.subList(3, 6)) {
      assertThat(readNow(stranger)).as("nothing, and no end").isZero();
    }
  }

  @Test
  void strangersDoNotTakeTheWritersPlace() throws Exception {
    TestSide reader = attach(Role.READER);
    SocketChannel writer = call();
    hello(writer, ringId(reader));
    assertThat(awaitByte(writer)).isEqualTo(1);
    SocketChannel first = call();
    for (int i = 0; i < 4; i++) {
      call();
    }
    assertThat(awaitByte(first)).as("it makes room").isEqualTo(-1);
    assertThat(reader.station().isReachable()).isTrue();
    assertThat(readNow(writer)).as("nothing, and no end").isZero();
  }

  @Test
  void whoGoesWithoutAHelloMakesRoom() throws Exception {
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
  void aSecondWriterTakesTheConnectionOver() throws Exception {
    TestSide reader = attach(Role.READER);
    SocketChannel first = call();
    hello(first, ringId(reader));
    assertThat(awaitByte(first)).isEqualTo(1);
    SocketChannel second = call();
    hello(second, ringId(reader));
    assertThat(awaitByte(second)).isEqualTo(1);
    assertThat(awaitByte(first)).isEqualTo(-1);
    assertThat(reader.station().isReachable()).isTrue();
    reader.station().ringPeer(Long.MAX_VALUE);
    assertThat(readNow(second)).as("nobody is parked: no byte").isZero();
  }

  @Test
  void whenTheConnectionEndsTheConductorLooks() throws Exception {
    TestSide reader = attach(Role.READER);
    SocketChannel writer = call();
    hello(writer, ringId(reader));
    assertThat(awaitByte(writer)).isEqualTo(1);
    writer.close();
    Await.until(() -> !reader.station().isReachable(), () -> "the end is not noticed");
    assertPublishedIsSeen(reader);
  }

  /** A byte that was lost with the connection: the flag is down, and nobody else will ring. */
  @Test
  void aSideThatNobodyWillRingForIsWokenWhenTheConnectionEnds() throws Exception {
    TestSide reader = attach(Role.READER);
    SocketChannel writer = call();
    hello(writer, ringId(reader));
    assertThat(awaitByte(writer)).isEqualTo(1);
    reader.station().waitPoint().arm(Long.MIN_VALUE);
    claimWakeUp(reader);
    writer.close();
    assertThat(reader.isWoken(SOON)).isTrue();
  }

  /** What the writer has rung for before that, it has rung for in vain. */
  @Test
  void aSideThatNobodyWillRingForIsWokenWhenItIsConnected() throws Exception {
    TestSide reader = attach(Role.READER);
    reader.station().waitPoint().arm(Long.MIN_VALUE);
    claimWakeUp(reader);
    SocketChannel writer = call();
    hello(writer, ringId(reader));
    assertThat(reader.isWoken(SOON)).isTrue();
  }

  @Test
  void theEndOfAFormerConnectionIsNotThatOfThisOne() throws Exception {
    List<String> told = new CopyOnWriteArrayList<>();
    Doorbell doorbell = new SilentDoorbell(told);
    DoorbellWire former = wire();
    DoorbellWire latter = wire();
    doorbell.connected(former);
    doorbell.connected(latter);
    doorbell.hangUp(former);
    assertThat(doorbell.isConnected()).isTrue();
    assertThat(told).containsExactly("ring", "ring");
    doorbell.hangUp(latter);
    assertThat(doorbell.isConnected()).isFalse();
    assertThat(told).containsExactly("ring", "ring", "hang-up");
  }

  /** Only what both sides have in common. */
  private static final class SilentDoorbell extends Doorbell {

    SilentDoorbell(List<String> told) {
      super(listener(told));
    }

    @Override
    void onBeat() {
      // It neither calls nor listens.
    }
  }

  private static Doorbell.Listener listener(List<String> told) {
    return new Doorbell.Listener() {
      @Override
      public void onRing() {
        told.add("ring");
      }

      @Override
      public void onHangUp() {
        told.add("hang-up");
      }
    };
  }

  private DoorbellWire wire() throws IOException {
    SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX);
    DoorbellWire wire = new DoorbellWire(channel, conductor.selector(), from -> {});
    open.add(wire);
    return wire;
  }

  @Test
  void theSocketIsOursAloneAndGoesWithTheReader() throws IOException {
    TestSide reader = attach(Role.READER);
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(socket())))
        .isEqualTo("rw-------");
    open.remove(reader);
    reader.close();
    assertThat(socket()).doesNotExist();
  }

  /** Somebody has deleted the reader's files, and there is a successor that does not know of it. */
  @Test
  void theSocketOfASuccessorIsLeftAlone() throws IOException {
    TestSide reader = attach(Role.READER);
    Files.delete(socket());
    try (ServerSocketChannel successor = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
      successor.bind(UnixDomainSocketAddress.of(socket()));
      open.remove(reader);
      reader.close();
      assertThat(socket()).exists();
    }
  }

  @Test
  void theSocketOfAReaderThatWasKilledIsReplaced() throws Exception {
    try (ServerSocketChannel killed = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
      killed.bind(UnixDomainSocketAddress.of(socket()));
    }
    assertThat(socket()).exists();
    whoKnowsTheRingIsAnsweredAndRings();
  }

  @Test
  void aDirectoryInThePlaceOfTheSocketIsLeftAlone() throws Exception {
    Path content = Files.createDirectory(socket()).resolve("content");
    Files.createFile(content);
    TestSide reader = attach(Role.READER);
    assertPublishedIsSeen(reader);
    open.remove(reader);
    reader.close();
    assertThat(content).exists();
  }

  @Test
  void aSymbolicLinkInThePlaceOfTheSocketIsNotFollowed() throws Exception {
    Path target = Files.createFile(temporary.resolve("target"));
    Files.createSymbolicLink(socket(), target);
    whoKnowsTheRingIsAnsweredAndRings();
    assertThat(target).exists().isRegularFile().isEmptyFile();
  }

  @Test
  void wherePathsAreTooLongForASocketBothSidesLook() throws Exception {
    Path deep = Files.createDirectories(temporary.resolve("d".repeat(60)).resolve("e".repeat(60)));
    directory = RingDirectory.local(deep.resolve("rings"));
    TestSide reader = attach(Role.READER);
    Conductor others =
        new Conductor("other", Thread::new, errors::add, Long.MAX_VALUE);
    PeerContext itsContext = new PeerContext(others, Runnable::run, new Neighbours());
    TestSide writer = TestSide.attach(itsContext, directory, RING, Role.WRITER, TestSide.ADAPTIVE);
    open.add(writer);
    open.add(others);
    for (int number = 0; number < 5; number++) {
      writer.send(new UnsafeBuffer(new byte[] {(byte) number, 0, 0, 0, 0, 0, 0, 0}), 8);
      assertThat(reader.receive()).isEqualTo(number);
    }
    assertThat(socket()).doesNotExist();
    assertThat(reader.station().isReachable()).isFalse();
    assertThat(writer.station().isReachable()).isFalse();
  }

  @Test
  void anotherUserIsRefused() throws Exception {
    Superuser.assume("a process of another user");
    TestSide reader = attach(Role.READER);
    Path program = programForOthers();
    String[] command = {
      "setpriv",
      "--reuid=" + NOBODY,
      "--regid=" + NOBODY,
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
    assertThat(reader.station().isReachable()).isFalse();
    // The same words from a process of ours are answered: it was the user that was refused.
    String[] ours = List.of(command).subList(4, command.length).toArray(String[]::new);
    assertThat(run(ours)).contains("connected").contains("answered");
  }

  /** Everything on the way to the socket, and the program, is opened to others. */
  private Path programForOthers() throws IOException {
    Path classes = Files.createDirectory(temporary.resolve("classes"));
    String resource = ForeignCaller.class.getName().replace('.', '/') + ".class";
    Path file = classes.resolve(resource);
    Files.createDirectories(file.getParent());
    try (InputStream bytes = ForeignCaller.class.getClassLoader().getResourceAsStream(resource)) {
      Files.copy(bytes, file);
    }
    for (Path path : List.of(temporary, directory.path(), socket(), classes)) {
      assertThat(Superuser.run("chmod", "-R", "a+rwX", path.toString())).isTrue();
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

  // The writer's, which calls.

  @Test
  @SuppressWarnings("try") // the other side is there, and does nothing
  void aWriterIsConnectedOnceItIsAnswered() throws Exception {
    ServerSocketChannel server = listen();
    TestSide writer = attach(Role.WRITER);
    try (AttachedReader reader = new AttachedReader(writer)) {
      SocketChannel connection = accept(server);
      ByteBuffer hello = ByteBuffer.allocate(16);
      Await.until(() -> read(connection, hello) >= 0 && !hello.hasRemaining(), () -> "no hello");
      assertThat(DoorbellWire.helloOf(hello)).isEqualTo(ringId(writer));
      assertThat(writer.station().isReachable()).isFalse();
      connection.write(ByteBuffer.allocate(1));
      writer.awaitReachable();
    }
  }

  /**
   * The reader stops to look when it answers, and the writer can ring when it has the answer: for
   * whatever comes between, the writer rings then.
   */
  @Test
  @SuppressWarnings("try") // the other side is there, and does nothing
  void aWriterRingsAsSoonAsItIsConnected() throws Exception {
    ServerSocketChannel server = listen();
    TestSide writer = attach(Role.WRITER);
    try (AttachedReader reader = new AttachedReader(writer)) {
      SocketChannel connection = accept(server);
      ByteBuffer hello = ByteBuffer.allocate(16);
      Await.until(() -> read(connection, hello) >= 0 && !hello.hasRemaining(), () -> "no hello");
      connection.write(ByteBuffer.allocate(1));
      assertThat(awaitByte(connection)).isEqualTo(1);
    }
  }

  @Test
  @SuppressWarnings("try") // the other side is there, and does nothing
  void aWriterCallsAgainWhenItIsHungUpOn() throws Exception {
    ServerSocketChannel server = listen();
    TestSide writer = attach(Role.WRITER);
    try (AttachedReader reader = new AttachedReader(writer)) {
      for (int round = 0; round < 3; round++) {
        SocketChannel connection = accept(server);
        connection.write(ByteBuffer.allocate(1));
        writer.awaitReachable();
        connection.close();
        Await.until(() -> !writer.station().isReachable(), () -> "the end is not noticed");
      }
    }
  }

  @Test
  @SuppressWarnings("try") // the other side is there, and does nothing
  void aCallThatIsNotAnsweredIsNoConnectionAndIsNotRepeated() throws Exception {
    ServerSocketChannel server = listen();
    TestSide writer = attach(Role.WRITER);
    try (AttachedReader reader = new AttachedReader(writer)) {
      accept(server);
      int beats = reader.awaitBeats(5);
      assertThat(beats).isGreaterThanOrEqualTo(5);
      assertThat(server.accept()).isNull();
      assertThat(writer.station().isReachable()).isFalse();
    }
  }

  @Test
  void aWriterCallsUntilSomebodyListens() throws Exception {
    TestSide writer = attach(Role.WRITER);
    try (AttachedReader reader = new AttachedReader(writer)) {
      assertThat(reader.awaitBeats(3)).isGreaterThanOrEqualTo(3);
      SocketChannel connection = accept(listen());
      connection.write(ByteBuffer.allocate(1));
      writer.awaitReachable();
    }
  }

  @Test
  @SuppressWarnings("try") // the other side is there, and does nothing
  void aWriterThatIsHungUpOnBeforeTheAnswerCallsAgain() throws Exception {
    ServerSocketChannel server = listen();
    TestSide writer = attach(Role.WRITER);
    try (AttachedReader reader = new AttachedReader(writer)) {
      accept(server).close(); // before its hello, or behind it
      try (SocketChannel called = accept(server)) {
        readHello(called);
      }
      SocketChannel connection = accept(server);
      assertThat(writer.station().isReachable()).isFalse();
      connection.write(ByteBuffer.allocate(1));
      writer.awaitReachable();
    }
  }

  private static void readHello(SocketChannel called) throws IOException {
    ByteBuffer hello = ByteBuffer.allocate(DoorbellWire.HELLO_BYTES);
    while (hello.hasRemaining()) {
      assertThat(called.read(hello)).isNotNegative();
    }
  }

  /** It would be a sign of life. */
  @Test
  void aCallThatEndsWithoutAnAnswerSaysNothing() throws Exception {
    ServerSocketChannel server = listen();
    List<String> told = new CopyOnWriteArrayList<>();
    Doorbell doorbell =
        new CallingDoorbell(
            conductor,
            new Doorbell.Address(directory, RING, Role.WRITER, UUID.randomUUID()),
            listener(told));
    open.add(doorbell);
    beat(doorbell);
    accept(server).close();
    Await.until(() -> isCalled(server, doorbell), () -> "it does not call again");
    assertThat(told).isEmpty();
  }

  private boolean isCalled(ServerSocketChannel server, Doorbell doorbell) {
    beat(doorbell);
    try (SocketChannel called = server.accept()) {
      return called != null;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void beat(Doorbell doorbell) {
    TestSide.on(
        conductor,
        () -> {
          doorbell.onBeat();
          return true;
        });
  }

  @Test
  @SuppressWarnings("try") // the other side is there, and does nothing
  void aCallThatIsNotAnsweredEndsWithTheWriter() throws Exception {
    ServerSocketChannel server = listen();
    TestSide writer = attach(Role.WRITER);
    try (AttachedReader reader = new AttachedReader(writer)) {
      SocketChannel connection = accept(server);
      ByteBuffer hello = ByteBuffer.allocate(16);
      Await.until(() -> read(connection, hello) >= 0 && !hello.hasRemaining(), () -> "no hello");
      open.remove(writer);
      writer.close();
      assertThat(awaitByte(connection)).isEqualTo(-1);
    }
  }

  /** There is room for a few calls that are not accepted; the next one would have to wait. */
  @Test
  void aReaderThatDoesNotAcceptKeepsNobody() throws Exception {
    ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
    open.add(server);
    server.bind(UnixDomainSocketAddress.of(socket()), 1);
    fillBacklog();
    TestSide writer = attach(Role.WRITER);
    try (AttachedReader reader = new AttachedReader(writer)) {
      assertThat(reader.awaitBeats(3)).as("it goes on").isGreaterThanOrEqualTo(3);
      assertThat(writer.station().isReachable()).isFalse();
    }
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

  /** The directory is another user's, and the reader is not that user. */
  @Test
  @SuppressWarnings("try") // the other side is there, and does nothing
  void aReaderOfAnotherUserIsNotTalkedTo() throws Exception {
    TestSide writer = attach(Role.WRITER);
    Superuser.giveAway(directory.path());
    ServerSocketChannel server = listen();
    try (AttachedReader reader = new AttachedReader(writer)) {
      assertThat(awaitByte(accept(server))).as("no hello").isEqualTo(-1);
      assertThat(writer.station().isReachable()).isFalse();
    }
  }

  /** The other side's word in the ring that it is there, without a process behind it. */
  private static final class AttachedReader implements AutoCloseable {

    private final RingReader reader;
    private final Signals signals;

    AttachedReader(TestSide writer) {
      reader = RingReader.attach(writer.ring());
      signals = Signals.ofReader(writer.ring());
    }

    /** Of the writer's. */
    int awaitBeats(int count) {
      long begin = signals.peerBeat();
      Await.until(() -> signals.peerBeat() - begin >= count, () -> "no beats");
      return (int) (signals.peerBeat() - begin);
    }

    @Override
    public void close() {
      reader.close();
      signals.close();
    }
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
              Await.until(reader.station().waitPoint()::isArmed, () -> "not armed");
              writer.offer(new UnsafeBuffer(new byte[] {7, 0, 0, 0, 0, 0, 0, 0}), 0, 8);
            });
    later.start();
    assertThat(reader.receive()).isEqualTo(7);
    later.join();
    writer.close();
  }

  private static void claimWakeUp(TestSide reader) {
    try (Signals writer = Signals.ofWriter(reader.ring())) {
      assertThat(writer.claimWakeUp(0)).isTrue();
    }
  }

  private Path socket() {
    return directory.beside(RING, ".sock");
  }

  private static UUID ringId(TestSide side) {
    return side.ring().identity().ringId();
  }

  private SocketChannel call() throws IOException {
    SocketChannel channel = SocketChannel.open(UnixDomainSocketAddress.of(socket()));
    open.add(channel);
    channel.configureBlocking(false);
    return channel;
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
        () -> "nobody calls");
    open.add(accepted[0]);
    accepted[0].configureBlocking(false);
    return accepted[0];
  }

  private static ByteBuffer helloBytes(UUID ringId) {
    return ByteBuffer.allocate(16)
        .putLong(ringId.getMostSignificantBits())
        .putLong(ringId.getLeastSignificantBits())
        .flip();
  }

  private static void hello(SocketChannel channel, UUID ringId) throws IOException {
    channel.write(helloBytes(ringId));
  }

  /** How many bytes came, or -1 at the end: waits for either. */
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
