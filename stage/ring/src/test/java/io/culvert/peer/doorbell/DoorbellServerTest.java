package io.culvert.peer.doorbell;

import static org.assertj.core.api.Assertions.assertThat;

import io.culvert.peer.ForeignCaller;
import io.culvert.peer.TestSide;
import io.culvert.peer.lock.Role;
import io.culvert.testing.Await;
import io.culvert.testing.RootAccess;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/** The doorbell of a reader, which listens: the processes that may connect, and lost signals. */
class DoorbellServerTest extends DoorbellFixture {

  private static final String OTHER_USER = "65534";

  @Test
  void shouldAnswerAndAcceptSignalsWhenRingIdMatches() throws Exception {
    assertAnswersAndAcceptsSignals();
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

  private static void assertRefused(SocketChannel stranger, TestSide reader) {
    assertThat(awaitByte(stranger)).isEqualTo(-1);
    assertThat(reader.link().isReachable()).isFalse();
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
}
