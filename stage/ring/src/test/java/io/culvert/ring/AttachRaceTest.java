package io.culvert.ring;

import static io.culvert.ring.RingMessages.assertReads;
import static io.culvert.ring.RingMessages.offer;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.culvert.exceptions.FencedException;
import io.culvert.exceptions.StreamEndedException;
import io.culvert.ring.layout.RingDescriptor;
import io.culvert.ring.layout.RoleStatus;
import io.culvert.ring.memory.RingMemory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Tests a predecessor that stores something just before its successor's compare-and-set. */
class AttachRaceTest {

  private final TestRing ring = TestRing.heap(RingDescriptor.MIN_CAPACITY, 0);
  private final WatchedBuffer buffer = new WatchedBuffer(ring.buffer());
  private final RingMemory memory = ring.memoryOver(buffer);
  private final RingWriter writer = ring.attachWriter();
  private final RingReader reader = ring.attachReader();

  @AfterEach
  void close() {
    ring.close();
  }

  @Test
  void shouldAppendWhenPredecessorPublishesDuringAttach() {
    offer(writer, 1, 5);
    buffer.beforeCompareAndSet(() -> offer(writer, 2, 50));

    try (RingWriter successor = RingWriter.attach(memory)) {
      offer(successor, 3, 500);
    }

    assertReads(reader, 1, 5);
    assertReads(reader, 2, 50);
    assertReads(reader, 3, 500);
    assertThat(reader.read()).isEqualTo(ReadResult.EMPTY);
  }

  @Test
  void shouldRefuseWriterWhenStreamEndsDuringAttach() {
    offer(writer, 1, 5);
    buffer.beforeCompareAndSet(writer::complete);

    assertThatExceptionOfType(StreamEndedException.class)
        .isThrownBy(() -> RingWriter.attach(memory));

    assertReads(reader, 1, 5);
    assertThat(reader.read()).isEqualTo(ReadResult.COMPLETED);
  }

  @Test
  void shouldStartAtHeadWhenReaderReleasesDuringAttach() {
    offer(writer, 1, 5);
    offer(writer, 2, 50);
    buffer.beforeCompareAndSet(
        () -> {
          assertReads(reader, 1, 5);
          reader.release();
          reader.close();
        });

    try (RingReader successor = RingReader.attach(memory)) {
      assertReads(successor, 2, 50);
    }
  }

  @Test
  void shouldGiveTwoEpochsWhenTwoWritersAttachAtOnce() {
    RingWriter[] other = new RingWriter[1];
    buffer.beforeCompareAndSet(() -> other[0] = ring.attachWriter());

    try (RingWriter successor = RingWriter.attach(memory)) {
      assertThat(RoleStatus.epochOf(memory.statusAcquire(RingDescriptor.WRITER_OFFSET)))
          .isEqualTo(3);
      assertThatExceptionOfType(FencedException.class).isThrownBy(() -> offer(other[0], 1, 5));
      offer(successor, 2, 5);
    }
    assertReads(reader, 2, 5);
  }
}
