package io.culvert.ring;

import static io.culvert.ring.RingMessages.assertReads;
import static io.culvert.testing.Messages.message;
import static org.assertj.core.api.Assertions.assertThat;

import io.culvert.ring.WatchedBuffer.Access;
import io.culvert.ring.WatchedBuffer.Ordering;
import io.culvert.ring.layout.RingDescriptor;
import io.culvert.ring.layout.RoleStatus;
import io.culvert.ring.memory.RingMemory;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * Tests the sequence and the memory ordering of the loads and stores of shared words. A test with
 * two threads cannot reliably detect a wrong one on a processor that keeps stores in order.
 */
class MemoryOrderTest {

  private static final int TAIL = RingDescriptor.TAIL_OFFSET;
  private static final int HEAD = RingDescriptor.readerOffset(0) + RingDescriptor.POSITION;
  private static final int READER_STATUS = RingDescriptor.readerOffset(0) + RingDescriptor.STATUS;
  private static final int READER_REASON =
      RingDescriptor.readerOffset(0) + RingDescriptor.READER_REASON;
  private static final Set<Integer> SHARED =
      Set.of(TAIL, HEAD, READER_STATUS, RingDescriptor.WRITER_STATUS_OFFSET);
  private static final Set<Ordering> PLAIN = Set.of(Ordering.PLAIN_LOAD, Ordering.PLAIN_STORE);

  private final TestRing ring = TestRing.heap(RingDescriptor.MIN_CAPACITY, 0);
  private final WatchedBuffer buffer = new WatchedBuffer(ring.buffer());
  private final RingMemory memory = ring.memoryOver(buffer);
  private final RingWriter writer = RingWriter.attach(memory);
  private final RingReader reader = RingReader.attach(memory);

  @AfterEach
  void close() {
    writer.close();
    reader.close();
    ring.close();
  }

  private static int frame(int index) {
    return RingDescriptor.DATA_OFFSET + index;
  }

  @Test
  void shouldAccessSharedWordsAsTheLayoutSays() {
    while (writer.offer(message(1, 100), 0, 100)) {
      assertThat(buffer.takeAccesses()).contains(new Access(Ordering.RELEASE, TAIL));
    }
    assertThat(buffer.takeAccesses()).contains(new Access(Ordering.ACQUIRE, HEAD));
    while (reader.read() == ReadResult.MESSAGE) {
      reader.release();
    }
    assertThat(buffer.takeAccesses())
        .contains(new Access(Ordering.ACQUIRE, TAIL), new Access(Ordering.RELEASE, HEAD))
        .contains(new Access(Ordering.ACQUIRE, READER_STATUS));
    assertThat(writer.isRoomMade()).isTrue();
    assertThat(writer.isDrained()).isTrue();
    assertThat(writer.readerState()).isEqualTo(RoleStatus.ATTACHED);
    assertThat(reader.isReadable()).isFalse();
    writer.complete();
    assertThat(reader.read()).isEqualTo(ReadResult.COMPLETED);
    reader.complete();
    try (RingWriter nextWriter = RingWriter.attach(memory);
        RingReader nextReader = RingReader.attach(memory)) {
      assertThat(nextReader.position()).isEqualTo(nextWriter.position());
    }

    assertThat(buffer.takeAccesses())
        .filteredOn(access -> SHARED.contains(access.index()))
        .isNotEmpty()
        .noneMatch(access -> PLAIN.contains(access.ordering()));
  }

  @Test
  void shouldStoreTailAfterTheHeadersOfItsFrames() {
    buffer.takeAccesses();
    for (int length : List.of(5, 20)) {
      writer.claim(length).putBytes(0, message(1, length), 0, length);
      writer.commit(length);
    }
    writer.publish();

    assertThat(buffer.takeAccesses())
        .filteredOn(access -> access.index() != RingDescriptor.WRITER_STATUS_OFFSET)
        .containsExactly(
            new Access(Ordering.PLAIN_STORE, frame(0)),
            new Access(Ordering.PLAIN_STORE, frame(16)),
            new Access(Ordering.RELEASE, TAIL));
  }

  /** A slot never holds the position of one message with the token of another. */
  @Test
  void shouldStoreTokenBetweenItsPositionsAndBeforeTheTail() {
    int slot = RingDescriptor.WRITER_OFFSET + RingDescriptor.RESUME_TOKENS;
    writer.offer(message(1, 8), 0, 8, 1);
    buffer.takeAccesses();

    writer.offer(message(2, 8), 0, 8, 2);

    assertThat(buffer.takeAccesses())
        .filteredOn(access -> access.index() != RingDescriptor.WRITER_STATUS_OFFSET)
        .containsExactly(
            new Access(Ordering.PLAIN_STORE, frame(16)),
            new Access(Ordering.RELEASE, slot),
            new Access(Ordering.RELEASE, slot + Long.BYTES),
            new Access(Ordering.RELEASE, slot),
            new Access(Ordering.RELEASE, TAIL));
  }

  @Test
  void shouldStoreCompletedStatusBeforeTheHead() {
    writer.offer(message(1, 5), 0, 5);
    writer.complete();
    assertReads(reader, 1, 5);
    assertThat(reader.read()).isEqualTo(ReadResult.COMPLETED);
    buffer.takeAccesses();

    reader.complete();

    assertThat(buffer.takeAccesses())
        .filteredOn(access -> access.ordering() != Ordering.ACQUIRE)
        .containsExactly(
            new Access(Ordering.COMPARE_AND_SET, READER_STATUS),
            new Access(Ordering.RELEASE, HEAD));
  }

  @Test
  void shouldStoreReasonBeforeTheFailedStatus() {
    buffer.takeAccesses();

    reader.fail("what");

    assertThat(buffer.takeAccesses())
        .filteredOn(access -> access.ordering() != Ordering.ACQUIRE)
        .containsExactly(
            new Access(Ordering.PLAIN_STORE, READER_REASON),
            new Access(Ordering.PLAIN_STORE, READER_REASON + Integer.BYTES),
            new Access(Ordering.COMPARE_AND_SET, READER_STATUS));
  }
}
