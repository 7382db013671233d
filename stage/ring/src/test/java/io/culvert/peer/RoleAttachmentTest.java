package io.culvert.peer;

import static io.culvert.testing.Await.result;
import static org.assertj.core.api.Assertions.assertThat;

import io.culvert.ring.ReadResult;
import io.culvert.ring.RingReader;
import io.culvert.ring.RingWriter;
import io.culvert.ring.file.MappedRing;
import io.culvert.ring.memory.ControlWords;
import io.culvert.testing.OpenFiles;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** The role, the heartbeat and the ring that an attachment takes. */
class RoleAttachmentTest extends RoleAttachmentFixture {

  @Test
  void shouldHoldRoleAndFilesUntilClosed() {
    RoleAttachment<RingReader> attachment = startReader();
    RingReader side = (RingReader) result(attached);
    assertThat(side.read()).isEqualTo(ReadResult.EMPTY);
    assertThat(OpenFiles.below(directory.path()))
        .anyMatch(line -> line.contains(RING + ".ring"))
        .anyMatch(line -> line.contains(".reader-0.lock"));
    assertThat(attachment.ended().toCompletableFuture()).isNotDone();
    close(attachment);
    assertThat(failures).isEmpty();
  }

  /**
   * A JVM that is killed before its link to the peer is set up must not be taken for a plain
   * thread.
   */
  @Test
  void shouldWriteHeartbeatWhenRoleIsTaken() {
    CompletableFuture<Long> heartbeat = new CompletableFuture<>();
    RoleAttachment<RingReader> attachment =
        reader(
            threads,
            ring -> {
              RingReader side = RingReader.attachWatched(ring);
              try (ControlWords controlWords = ControlWords.ofReader(ring.memory())) {
                heartbeat.complete(controlWords.ownHeartbeat());
              }
              return side;
            });
    start(attachment);
    assertThat(result(heartbeat)).isNotZero();
    result(attached);
    close(attachment);
  }

  @Test
  void shouldAttachWhenExecutorRejectsTasks() {
    Executor ended =
        task -> {
          throw new RejectedExecutionException();
        };
    RoleAttachment<RingReader> attachment = reader(ended, RingReader::attachWatched);
    start(attachment);
    result(attached);
    close(attachment);
  }

  @Test
  void shouldAttachWriterWhenEarlierStreamIsDrained() {
    MappedRing ring = endedStream();
    AtomicInteger attempts = new AtomicInteger();
    RoleAttachment<RingWriter> attachment = countingWriter(attempts);
    start(attachment);
    awaitTwo(attempts);
    assertThat(attached).isNotDone();
    drain(ring);
    RingWriter side = (RingWriter) result(attached);
    side.complete();
    MappedRing next = openRing();
    assertThat(next.header().ringId()).isNotEqualTo(ring.header().ringId());
    drain(next);
    close(attachment);
  }

  /**
   * The reader of the earlier stream drains and deletes the ring that the writer has just opened.
   */
  @Test
  void shouldUseNewRingWhenOldOneIsDrainedWhileAttaching() {
    MappedRing old = endedStream();
    RoleAttachment<RingWriter> attachment =
        writer(
            ring -> {
              if (ring.isInPlace() && ring.header().ringId().equals(old.header().ringId())) {
                drain(old);
              }
              return RingWriter.attach(ring);
            });
    start(attachment);
    RingWriter side = (RingWriter) result(attached);
    side.complete();
    MappedRing found = MappedRing.open(directory, RING, SPEC);
    RingReader successor = RingReader.attach(found);
    assertThat(successor.read()).isEqualTo(ReadResult.COMPLETED);
    successor.close();
    found.close();
    close(attachment);
  }

  @Test
  void shouldNotAttachToRingWhenItsReaderIsDone() {
    MappedRing old = openRing();
    RingReader former = RingReader.attach(old);
    former.cancel();
    former.close();
    List<UUID> offered = new CopyOnWriteArrayList<>();
    RoleAttachment<RingReader> attachment =
        reader(
            threads,
            ring -> {
              offered.add(ring.header().ringId());
              return RingReader.attach(ring);
            });
    start(attachment);
    result(attached);
    assertThat(offered).hasSize(1).doesNotContain(old.header().ringId());
    old.close();
    close(attachment);
  }
}
