package io.culvert.peer;

import static io.culvert.testing.Await.result;
import static org.assertj.core.api.Assertions.assertThat;

import io.culvert.exceptions.CorruptRingException;
import io.culvert.exceptions.IncompatibleRingException;
import io.culvert.exceptions.RingStorageException;
import io.culvert.exceptions.RoleAlreadyHeldException;
import io.culvert.peer.lock.Role;
import io.culvert.peer.lock.RoleLocks;
import io.culvert.ring.RingFileHeader;
import io.culvert.ring.RingReader;
import io.culvert.ring.RingWriter;
import io.culvert.ring.file.MappedRing;
import io.culvert.ring.layout.RingDescriptor;
import io.culvert.ring.memory.ControlWords;
import io.culvert.testing.Await;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedSelectorException;
import java.nio.channels.FileChannel;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** An attachment that fails reports the cause and leaves nothing taken. */
class RoleAttachmentFailureTest extends RoleAttachmentFixture {

  @Test
  @Tag("waits")
  void shouldFailAfterOneSecondWhenRoleStaysHeld() throws IOException {
    RoleLocks.Attempt other = RoleLocks.tryAcquire(directory, RING, Role.READER);
    long begin = System.nanoTime();
    RoleAttachment<RingReader> attachment = startReader();
    result(attachment.ended());
    assertThat(System.nanoTime() - begin).isGreaterThan(TimeUnit.SECONDS.toNanos(1));
    assertThat(awaitFailure()).isInstanceOf(RoleAlreadyHeldException.class);
    RoleLocks.unlock(other.lock());
  }

  @Test
  void shouldRejectRingOfAnEarlierBoot() throws IOException {
    openRing().close();
    RingFileHeader.forge(
        directory.ring(RING), header -> header.putLong(RingDescriptor.BOOT_ID_OFFSET, 1));
    RoleAttachment<RingReader> attachment = startReader();
    result(attachment.ended());
    assertThat(awaitFailure())
        .isInstanceOf(IncompatibleRingException.class)
        .hasMessageContaining("boot id");
  }

  /**
   * A free lock does not prove that the predecessor is dead: its lock file may have been deleted.
   */
  @Test
  @Tag("waits")
  void shouldFailWhenPredecessorStillWritesHeartbeats() throws InterruptedException {
    MappedRing ring = openRing();
    RingReader predecessor = RingReader.attach(ring);
    ControlWords controlWords = ControlWords.ofReader(ring.memory());
    controlWords.heartbeat();
    AtomicBoolean ended = new AtomicBoolean();
    Thread keepingHeartbeat =
        new Thread(
            () -> {
              while (!ended.get()) {
                controlWords.heartbeat();
                LockSupport.parkNanos(1_000_000);
              }
            });
    keepingHeartbeat.start();
    RoleAttachment<RingReader> attachment = startReader();
    result(attachment.ended());
    ended.set(true);
    keepingHeartbeat.join();
    assertThat(awaitFailure())
        .isInstanceOf(RoleAlreadyHeldException.class)
        .hasMessageContaining("lost its lock");
    predecessor.storeReleased();
    predecessor.close();
    controlWords.close();
    ring.close();
  }

  @Test
  void shouldFailWhenNameIsInvalid() {
    RoleAttachment<RingReader> attachment =
        new RoleAttachment<>(
            new PeerContext(conductor, threads),
            Role.READER,
            new RoleAttachment.Place(() -> directory, "a/b", SPEC),
            TestSide.ADAPTIVE,
            RingReader::attachWatched);
    start(attachment);
    result(attachment.ended());
    assertThat(awaitFailure()).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void shouldFailWhenDirectoryIsUnavailable() {
    IllegalStateException broken = new IllegalStateException();
    RoleAttachment<RingReader> attachment =
        attachment(threads, Role.READER, () -> throwAny(broken), RingReader::attachWatched);
    start(attachment);
    assertFails(attachment, broken);
  }

  @Test
  void shouldFailWhenAttachThrowsError() {
    NoClassDefFoundError error = new NoClassDefFoundError();
    RoleAttachment<RingReader> attachment = reader(threads, ring -> throwAny(error));
    start(attachment);
    assertFails(attachment, error);
  }

  @Test
  void shouldReportPageLostWhenAttachTouchesLostPage() {
    InternalError lost = new InternalError();
    RoleAttachment<RingReader> attachment = reader(threads, ring -> throwAny(lost));
    start(attachment);
    result(attachment.ended());
    assertThat(awaitFailure())
        .hasCause(lost)
        .isInstanceOfSatisfying(
            RingStorageException.class,
            failure ->
                assertThat(failure.reason()).isEqualTo(RingStorageException.Reason.PAGE_LOST));
  }

  @Test
  void shouldReleaseEverythingWhenAttachFails() {
    IllegalStateException broken = new IllegalStateException();
    RoleAttachment<RingReader> attachment = reader(threads, ring -> throwAny(broken));
    start(attachment);
    assertFails(attachment, broken);
  }

  @Test
  void shouldReleaseEverythingWhenRingIsCorrupt() {
    RoleAttachment<RingWriter> attachment =
        writer(
            ring -> {
              RingWriter side = RingWriter.attach(ring);
              corruptReaderStatus();
              return side;
            });
    start(attachment);
    result(attachment.ended());
    assertThat(awaitFailure()).isInstanceOf(CorruptRingException.class);
  }

  private void corruptReaderStatus() {
    try (FileChannel channel = FileChannel.open(directory.ring(RING), StandardOpenOption.WRITE)) {
      channel.write(
          ByteBuffer.wrap(new byte[] {-1}), RingDescriptor.readerOffset(0) + RingDescriptor.STATUS);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void shouldReleaseEverythingWhenLinkCannotBeSetUp() {
    RoleAttachment<RingReader> attachment =
        new RoleAttachment<>(
            new PeerContext(conductor, threads),
            Role.READER,
            new RoleAttachment.Place(() -> directory, RING, SPEC),
            new PeerLink.WaitPolicy(TestSide.ADAPTIVE.strategy(), null, TestSide.FOREVER),
            RingReader::attachWatched);
    start(attachment);
    result(attachment.ended());
    assertThat(awaitFailure()).isInstanceOf(NullPointerException.class);
    assertThat(attached).isNotDone();
  }

  @Test
  void shouldLeaveNothingWhenStartedAfterConductorHasEnded() {
    conductor.close();
    Await.until(() -> !conductor.selector().isOpen(), () -> "the conductor does not end");
    RoleAttachment<RingReader> attachment = startReader();
    result(attachment.ended());
    assertThat(awaitFailure()).isInstanceOf(ClosedSelectorException.class);
    assertThat(directory.beside(RING, ".sock")).doesNotExist();
  }

  private void assertFails(RoleAttachment<?> attachment, Throwable wanted) {
    result(attachment.ended());
    assertThat(awaitFailure()).isSameAs(wanted);
    attachment.close();
    assertThat(attached).isNotDone();
  }
}
