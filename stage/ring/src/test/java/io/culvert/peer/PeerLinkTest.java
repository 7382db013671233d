package io.culvert.peer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.culvert.conductor.Conductor;
import io.culvert.exceptions.AttachTimeoutException;
import io.culvert.exceptions.PeerTerminatedException;
import io.culvert.exceptions.RingReplacedException;
import io.culvert.exceptions.RingStorageException;
import io.culvert.exceptions.RingStorageException.Reason;
import io.culvert.peer.lock.Role;
import io.culvert.ring.RingReader;
import io.culvert.ring.RingWriter;
import io.culvert.ring.file.MappedRing;
import io.culvert.ring.file.RingDirectory;
import io.culvert.ring.layout.RingDescriptor;
import io.culvert.ring.memory.ControlWords;
import io.culvert.testing.Await;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The conductor's work for one side, and the detection of a lost ring. */
class PeerLinkTest {

  private static final String RING = "ring";
  private static final Duration SOON = Await.PATIENCE;
  private static final Duration SHORT = Duration.ofMillis(50);

  @TempDir Path temporary;

  private final List<Throwable> errors = new CopyOnWriteArrayList<>();
  private final Conductor conductor =
      new Conductor("test", Thread::new, errors::add, Long.MAX_VALUE);
  private final PeerContext context =
      new PeerContext(conductor, Runnable::run, new LocalWaitPoints());
  private RingDirectory directory;

  @BeforeEach
  void createDirectory() {
    directory = RingDirectory.local(temporary.resolve("rings"));
  }

  @AfterEach
  void assertNothingIsReported() {
    conductor.close();
    assertThat(errors).isEmpty();
  }

  @Test
  void shouldWakeOnlyItsStageWhenPageIsLost() throws Exception {
    InternalError lost = new InternalError();
    AtomicInteger polls = new AtomicInteger();
    try (TestSide side = attach(RING, Role.READER, TestSide.ADAPTIVE);
        TestSide other = attach("other", Role.READER, TestSide.ADAPTIVE)) {
      side.readyWhen(
          () -> {
            polls.incrementAndGet();
            throw lost;
          });
      side.link().waitPoint().arm(Long.MIN_VALUE);
      assertThat(side.isWoken(SOON)).isTrue();
      assertThat(side.link().isRingLost()).isTrue();
      assertThat(side.link().cannotProceed()).isTrue();
      assertThat(side.link().failure()).hasCause(lost).hasMessageContaining(RING + ".ring");
      assertReason(side, Reason.PAGE_LOST);

      // Whatever the stage does next, the conductor does not touch the ring again.
      side.link().waitPoint().arm(Long.MIN_VALUE);
      assertThat(awaitHeartbeats(other, 3)).isTrue();
      assertThat(polls).hasValue(1);
      assertThat(other.link().isRingLost()).isFalse();
      side.link().waitPoint().disarm();
    }
  }

  @Test
  @Tag("waits")
  void shouldFailStageWhenFileIsTruncatedPastHeader() throws Exception {
    try (TestSide side = attach(RING, Role.READER, TestSide.ADAPTIVE)) {
      side.link().waitPoint().arm(Long.MIN_VALUE);
      try (FileChannel channel = FileChannel.open(directory.ring(RING), StandardOpenOption.WRITE)) {
        channel.truncate(RingDescriptor.DATA_OFFSET + 4096);
      }
      assertThat(side.isWoken(SOON)).isTrue();
      assertThat(side.link().failure()).hasMessageContaining("length=");
      assertReason(side, Reason.TRUNCATED);
    }
  }

  @Test
  void shouldReportReplacedWhenRingIsDeleted() throws Exception {
    try (TestSide side = attach(RING, Role.READER, TestSide.ADAPTIVE)) {
      side.link().waitPoint().arm(Long.MIN_VALUE);
      Files.delete(directory.ring(RING));
      assertReplaced(side);
    }
  }

  /** The mapping is unchanged, so its content can still be read. */
  private void assertReplaced(TestSide side) throws Exception {
    assertThat(side.isWoken(SOON)).isTrue();
    assertThat(side.link().failure()).isInstanceOf(RingReplacedException.class);
    assertThatCode(side.link()::requirePages).doesNotThrowAnyException();
  }

  @Test
  void shouldReportReplacedWhenLockFileIsDeleted() throws Exception {
    try (TestSide side = attach(RING, Role.READER, TestSide.ADAPTIVE)) {
      side.link().waitPoint().arm(Long.MIN_VALUE);
      Files.delete(directory.beside(RING, Role.READER.lockSuffix()));
      assertReplaced(side);
    }
  }

  @Test
  void shouldReportReplacedWhenDirectoryIsMoved() throws Exception {
    TestSide side = attach(RING, Role.WRITER, TestSide.ADAPTIVE);
    try {
      side.link().waitPoint().arm(Long.MAX_VALUE);
      Files.move(directory.path(), temporary.resolve("elsewhere"));
      assertReplaced(side);
    } finally {
      Files.move(temporary.resolve("elsewhere"), directory.path());
      side.close();
    }
  }

  @Test
  @Tag("waits")
  void shouldNotReportLossWhenReaderIsDone() throws Exception {
    try (TestSide side = attach(RING, Role.WRITER, TestSide.ADAPTIVE)) {
      RingReader reader = RingReader.attach(side.ring());
      reader.cancel();
      Files.delete(directory.ring(RING));
      assertThat(awaitHeartbeats(side, 12)).isTrue();
      assertThat(side.link().isRingLost()).isFalse();
    }
  }

  @Test
  void shouldRequestWakeUpOnlyAfterSpinning() {
    Duration spin = Duration.ofMillis(300);
    try (TestSide side =
            attach(
                RING,
                Role.READER,
                new PeerLink.WaitPolicy(WaitStrategy.SPIN, spin, TestSide.FOREVER));
        ControlWords writer = ControlWords.ofWriter(side.ring().memory())) {
      for (int round = 0; round < 2; round++) {
        long begin = System.nanoTime();
        side.link().waitPoint().arm(Long.MIN_VALUE);
        Await.until(() -> writer.claimWakeUp(0), () -> "the flag is not set");
        assertThat(System.nanoTime() - begin).isGreaterThanOrEqualTo(spin.toNanos());
        side.link().waitPoint().fire();
        // Before that the spinning conductor may have set the flag again.
        TestSide.on(conductor, () -> true);
        writer.claimWakeUp(0);
      }
    }
  }

  /** In mode SPIN only a poll of the conductor wakes the stage. */
  @Test
  void shouldWakeStageWhileSpinning() throws Exception {
    PeerLink.WaitPolicy waitPolicy =
        new PeerLink.WaitPolicy(WaitStrategy.SPIN, Duration.ofDays(1), TestSide.FOREVER);
    try (TestSide side = attach(RING, Role.READER, waitPolicy)) {
      RingWriter writer = RingWriter.attach(side.ring());
      for (int number = 0; number < 100; number++) {
        UnsafeBuffer message = new UnsafeBuffer(new byte[8]);
        message.putLong(0, number);
        writer.offer(message, 0, 8);
        assertThat(side.receive()).isEqualTo(number);
      }
      writer.close();
    }
  }

  @Test
  void shouldWakePeerInThisJvmWithoutDoorbell() throws Exception {
    try (TestSide writer = attach(RING, Role.WRITER, TestSide.ADAPTIVE)) {
      assertThat(writer.link().isReachable()).isFalse();
      try (TestSide reader = attach(RING, Role.READER, TestSide.ADAPTIVE)) {
        assertThat(writer.link().ringId()).isNotNull().isEqualTo(reader.link().ringId());
        assertThat(writer.link().isReachable()).isTrue();
        assertThat(reader.link().isReachable()).isTrue();
        reader.link().waitPoint().arm(8);

        writer.link().signalPeer(0);
        assertThat(reader.link().waitPoint().isArmed()).as("waits for 8").isTrue();
        writer.link().signalPeer(8);

        assertThat(reader.link().waitPoint().isArmed()).isFalse();
        assertThat(reader.isWoken(SOON)).isTrue();
      }
      assertThat(writer.link().isReachable()).as("the reader has left").isFalse();
    }
  }

  @Test
  void shouldWakePeerByDoorbellWhenItIsInAnotherJvm() throws Exception {
    try (TestSide writer = attach(RING, Role.WRITER, TestSide.ADAPTIVE);
        TestSide reader =
            TestSide.attach(
                new PeerContext(conductor, Runnable::run, new LocalWaitPoints()),
                directory,
                RING,
                Role.READER,
                TestSide.ADAPTIVE)) {
      writer.awaitReachable();
      reader.awaitReachable();
      reader.link().waitPoint().arm(8);

      TestSide.on(
          conductor,
          () -> {
            writer.link().signalPeer(8);
            return null;
          });

      assertThat(reader.isWoken(SOON)).isTrue();
    }
  }

  @Test
  void shouldNotBeParkedLikeItsPredecessorWhenItBegins() {
    try (MappedRing ring = MappedRing.openOrCreate(directory, RING, TestSide.SPEC);
        ControlWords predecessor = ControlWords.ofReader(ring.memory())) {
      predecessor.park(8);
      try (TestSide side = attach(RING, Role.READER, TestSide.ADAPTIVE)) {
        assertThat(side.link().waitPoint().isArmed()).isFalse();
        assertThat(predecessor.isParked()).isFalse();
        assertThat(predecessor.ownHeartbeat()).isNotEqualTo(ControlWords.NO_HEARTBEAT);
      }
    }
  }

  @Test
  void shouldNeedPollingOnlyWhileArmedAndNotReachable() {
    try (TestSide writer = attach(RING, Role.WRITER, TestSide.ADAPTIVE)) {
      long now = System.nanoTime();
      assertThat(writer.link().needsPolling(now)).isFalse();
      writer.link().waitPoint().arm(Long.MAX_VALUE);
      assertThat(writer.link().needsPolling(now)).isTrue();
      assertThat(writer.link().isSpinning(now)).isFalse();
      try (TestSide reader = attach(RING, Role.READER, TestSide.ADAPTIVE)) {
        assertThat(reader.link().isReachable()).isTrue();
        assertThat(writer.link().needsPolling(now)).isFalse();
      }
      writer.link().waitPoint().disarm();
    }
  }

  @Test
  void shouldPollForStageWhenPeerCannotSignalIt() throws Exception {
    try (TestSide side = attach(RING, Role.READER, TestSide.ADAPTIVE)) {
      AtomicBoolean ready = new AtomicBoolean();
      side.readyWhen(ready::get);
      side.link().waitPoint().arm(Long.MIN_VALUE);
      assertThat(TestSide.on(conductor, () -> side.link().poll(System.nanoTime()))).isFalse();

      ready.set(true);

      assertThat(side.isWoken(SOON)).isTrue();
    }
  }

  @Test
  void shouldFailStageWhenPeerDoesNotAttachInTime() throws Exception {
    try (TestSide side = attach(RING, Role.READER, limited(Duration.ofDays(1), SHORT))) {
      assertThat(side.link().cannotProceed()).isFalse();
      assertThat(side.link().peerState()).isEqualTo(PeerState.AWAITED);
      side.link().waitPoint().arm(Long.MIN_VALUE);

      assertThat(side.isWoken(SOON)).isTrue();

      assertThat(side.link().cannotProceed()).isTrue();
      assertThat(side.link().isRingLost()).isFalse();
      assertThat(side.link().failure())
          .isInstanceOf(AttachTimeoutException.class)
          .hasMessageContaining(directory.ring(RING).toString());
    }
  }

  @Test
  void shouldFailStageWhenPeerLeavesAndHasNoSuccessor() throws Exception {
    try (TestSide side = attach(RING, Role.READER, limited(SHORT, Duration.ofDays(1)))) {
      try (TestSide writer = attach(RING, Role.WRITER, TestSide.ADAPTIVE)) {
        Await.until(
            () -> side.link().peerState() == PeerState.ATTACHED,
            () -> "the writer is not seen: " + writer);
      }
      side.link().waitPoint().arm(Long.MIN_VALUE);

      assertThat(side.isWoken(SOON)).isTrue();

      assertThat(side.link().peerState()).isEqualTo(PeerState.LOST);
      assertThat(side.link().cannotProceed()).isTrue();
      assertThat(side.link().failure()).isInstanceOf(PeerTerminatedException.class);
    }
  }

  private static PeerLink.WaitPolicy limited(Duration peerTimeout, Duration attachTimeout) {
    return new PeerLink.WaitPolicy(
        WaitStrategy.ADAPTIVE,
        Duration.ZERO,
        new PeerTimeouts(peerTimeout, attachTimeout, Duration.ofSeconds(10)));
  }

  private TestSide attach(String ring, Role role, PeerLink.WaitPolicy waitPolicy) {
    return TestSide.attach(context, directory, ring, role, waitPolicy);
  }

  private static void assertReason(TestSide side, Reason reason) {
    assertThatThrownBy(side.link()::requirePages)
        .isInstanceOfSatisfying(
            RingStorageException.class, failure -> assertThat(failure.reason()).isEqualTo(reason));
  }

  /** Waits for this many heartbeats of a side. */
  private static boolean awaitHeartbeats(TestSide side, int count) {
    try (ControlWords controlWords =
        side.isWriter()
            ? ControlWords.ofWriter(side.ring().memory())
            : ControlWords.ofReader(side.ring().memory())) {
      long begin = controlWords.ownHeartbeat();
      Await.until(() -> controlWords.ownHeartbeat() - begin >= count, () -> "no heartbeats");
      return true;
    }
  }
}
