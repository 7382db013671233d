package io.culvert.peer.doorbell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.culvert.conductor.Conductor;
import io.culvert.peer.LocalWaitPoints;
import io.culvert.peer.PeerContext;
import io.culvert.peer.TestSide;
import io.culvert.peer.lock.Role;
import io.culvert.ring.file.RingDirectory;
import io.culvert.testing.Await;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ClosedSelectorException;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.UUID;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

/** The socket file beside a ring: its permissions, its replacement and its deletion. */
class DoorbellSocketFileTest extends DoorbellFixture {

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
    assertAnswersAndAcceptsSignals();
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
    assertAnswersAndAcceptsSignals();
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
}
