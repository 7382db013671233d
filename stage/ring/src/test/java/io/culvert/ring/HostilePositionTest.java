package io.culvert.ring;

import static io.culvert.ring.RingMessages.assertReads;
import static io.culvert.ring.RingMessages.offer;
import static io.culvert.testing.Messages.message;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.culvert.exceptions.CorruptRingException;
import io.culvert.ring.layout.FrameDescriptor;
import io.culvert.ring.layout.RingDescriptor;
import java.util.stream.LongStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests positions and states that no writer or reader stores. */
class HostilePositionTest {

  private static final int CAPACITY = RingDescriptor.MIN_CAPACITY;
  private static final int HEAD_OFFSET = RingDescriptor.readerOffset(0);

  /** The first position of the ring. */
  private static final long FIRST = 1L << 33;

  private final TestRing ring = TestRing.heap(CAPACITY, FIRST);

  @AfterEach
  void close() {
    ring.close();
  }

  private void assertCorrupt(ThrowingCallable call, String field, long value) {
    assertThatExceptionOfType(CorruptRingException.class)
        .isThrownBy(call)
        .withMessageContaining("field=" + field)
        .withMessageContaining("found=" + value)
        .withMessageContaining("wanted=")
        .withMessageContaining("file=heap")
        .satisfies(e -> assertThat(e.field()).isEqualTo(field))
        .satisfies(e -> assertThat(e.value()).isEqualTo(value));
  }

  /** Sends a message of 16 bytes with its header through the ring; returns its reader. */
  private RingReader readOneMessage() {
    RingWriter writer = ring.attachWriter();
    RingReader reader = ring.attachReader();
    offer(writer, 1, 5);
    assertReads(reader, 1, 5);
    reader.release();
    assertThat(reader.read()).isEqualTo(ReadResult.EMPTY);
    return reader;
  }

  static LongStream impossibleTails() {
    return LongStream.of(
        FIRST + 8, // back, before the position of the reader
        FIRST - 8,
        0,
        -1,
        Long.MIN_VALUE,
        FIRST + 16 + 1,
        FIRST + 16 + 4,
        FIRST + 16 + CAPACITY + 8, // more than a ring ahead of the head
        FIRST + 16 + 2L * CAPACITY,
        Long.MAX_VALUE,
        Long.MAX_VALUE & ~7);
  }

  @ParameterizedTest
  @MethodSource("impossibleTails")
  void shouldStopReaderWhenTailIsImpossible(long tail) {
    RingReader reader = readOneMessage();
    ring.setTail(tail);

    assertCorrupt(reader::read, "tail", tail);
    assertCorrupt(reader::read, "tail", tail);
    assertThat(ring.head()).isEqualTo(FIRST + 16);
  }

  @ParameterizedTest
  @MethodSource("impossibleTails")
  void shouldRefuseAttachWhenTailIsImpossible(long tail) {
    readOneMessage();
    ring.setTail(tail);
    long before = ring.checksum();

    assertCorrupt(ring::attachReader, "tail", tail);
    assertCorrupt(ring::attachWriter, "tail", tail);
    assertThat(ring.checksum()).isEqualTo(before);
  }

  /** Only the end of a stream may use the room that is reserved for it. */
  @Test
  void shouldRefuseWriterWhenTailIsInReserveWithoutAnEnd() {
    RingWriter writer = ring.attachWriter();
    ring.fill(writer);
    long tail = ring.tail() + 8;
    ring.corruptFrame(ring.tail(), FrameDescriptor.DATA, 0, 0);
    ring.setTail(tail);

    assertCorrupt(ring::attachWriter, "tail", tail);
  }

  static LongStream impossibleHeads() {
    return LongStream.of(
        FIRST - 8, // back: its bytes may have been overwritten
        0,
        -8,
        Long.MIN_VALUE,
        FIRST + 1,
        FIRST + 7,
        FIRST + CAPACITY, // ahead of the tail: the writer would overwrite unread messages
        FIRST + 2L * CAPACITY,
        Long.MAX_VALUE,
        Long.MAX_VALUE & ~7);
  }

  @ParameterizedTest
  @MethodSource("impossibleHeads")
  void shouldStopWriterWhenHeadIsImpossible(long head) {
    RingWriter writer = ring.attachWriter();
    ring.fill(writer);
    ring.setHead(head);
    long before = ring.checksum();
    int several = writer.maxClaim() + 1;

    assertCorrupt(() -> writer.claim(0), "head", head);
    assertCorrupt(() -> writer.offer(message(1, 5), 0, 5), "head", head);
    assertCorrupt(() -> writer.offer(message(1, several), 0, several), "head", head);

    assertThat(ring.checksum()).isEqualTo(before);
  }

  @ParameterizedTest
  @ValueSource(longs = {-8, Long.MIN_VALUE, 1, FIRST + 4, (1L << 62) + (1L << 33) + 8})
  void shouldRefuseAttachWhenHeadIsImpossible(long head) {
    ring.setHead(head);
    ring.setTail(head);
    long before = ring.checksum();

    assertCorrupt(ring::attachReader, "head", head);
    assertCorrupt(ring::attachWriter, "head", head);
    assertThat(ring.checksum()).isEqualTo(before);
  }

  @Test
  void shouldRefuseAttachWhenBacklogExceedsCapacity() {
    ring.setHead(FIRST - CAPACITY - 8);

    assertCorrupt(ring::attachReader, "tail", FIRST);
    assertCorrupt(ring::attachWriter, "tail", FIRST);
  }

  /** Returns a status word of a state that may be unknown. */
  private static long status(long epoch, int state) {
    return epoch << Byte.SIZE | state;
  }

  @ParameterizedTest
  @ValueSource(ints = {6, 7, 128, 255})
  void shouldRejectReaderStatusWhenStateIsUnknown(int state) {
    RingWriter writer = ring.attachWriter();
    long status = status(5, state);
    ring.buffer().putLong(HEAD_OFFSET + RingDescriptor.STATUS, status);

    assertCorrupt(writer::readerState, "reader status", status);
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, Integer.MIN_VALUE, 509, Integer.MAX_VALUE})
  void shouldReturnEmptyReasonWhenLengthIsImpossible(int length) {
    RingWriter writer = ring.attachWriter();
    ring.attachReader().fail("reason");
    ring.buffer().putInt(HEAD_OFFSET + RingDescriptor.READER_REASON, length);

    assertThat(writer.readerReason()).isEmpty();
  }

  static LongStream impossibleTokenPositions() {
    return LongStream.of(
        -1,
        -8,
        Long.MIN_VALUE,
        0,
        FIRST + 1, // between the frames
        FIRST + 12,
        FIRST + 32, // ahead of the tail
        FIRST + 33,
        FIRST + CAPACITY,
        Long.MAX_VALUE,
        Long.MAX_VALUE & ~7);
  }

  private void storeToken(int slot, long position) {
    int offset =
        RingDescriptor.WRITER_OFFSET
            + RingDescriptor.RESUME_TOKENS
            + slot * RingDescriptor.RESUME_SLOT_LENGTH;
    ring.buffer().putLong(offset, position);
    ring.buffer().putLong(offset + Long.BYTES, 666);
  }

  @ParameterizedTest
  @MethodSource("impossibleTokenPositions")
  void shouldIgnoreTokenWhenPositionIsImpossible(long position) {
    RingWriter writer = ring.attachWriter();
    assertThat(writer.offer(message(1, 8), 0, 8, 77)).isTrue();
    int stored =
        ring.buffer().getLong(RingDescriptor.WRITER_OFFSET + RingDescriptor.RESUME_TOKENS) > 0
            ? 0
            : 1;
    storeToken(1 - stored, position);
    assertThat(ring.attachWriter().resumePoint().token()).hasValue(77);

    storeToken(0, position);
    storeToken(1, position);
    RingWriter second = ring.attachWriter();
    assertThat(second.resumePoint().token()).isEmpty();
    for (int i = 0; i < 10; i++) {
      offer(second, i, 8); // moves the tail past the stored position
      assertThat(ring.attachWriter().resumePoint().token()).isEmpty();
      second = ring.attachWriter();
    }

    for (int i = 0; i < 3; i++) {
      assertThat(second.offer(message(i, 8), 0, 8, i)).isTrue();
    }
    assertThat(ring.attachWriter().resumePoint().token()).hasValue(2);
  }

  @Test
  void shouldStoreNextTokenWhenTwoShareAPosition() {
    offer(ring.attachWriter(), 1, 8);
    storeToken(0, ring.tail());
    storeToken(1, ring.tail());
    RingWriter writer = ring.attachWriter();
    assertThat(writer.resumePoint().token()).hasValue(666);

    assertThat(writer.offer(message(2, 8), 0, 8, 77)).isTrue();

    assertThat(ring.attachWriter().resumePoint().token()).hasValue(77);
  }

  @Test
  void shouldWrapEpochWhenHighest() {
    ring.buffer().putLong(RingDescriptor.WRITER_STATUS_OFFSET, -1);
    RingWriter writer = ring.attachWriter();
    offer(writer, 1, 5);
    assertReads(ring.attachReader(), 1, 5);
  }

  @Test
  void shouldReadMessageThatFillsAllOfTheRing() {
    RingReader reader = ring.attachReader();
    ring.corruptFrame(FIRST, FrameDescriptor.DATA, 0, CAPACITY - FrameDescriptor.HEADER);
    ring.setTail(FIRST + CAPACITY);

    assertThat(reader.read()).isEqualTo(ReadResult.MESSAGE);
    assertThat(reader.payload().capacity()).isEqualTo(CAPACITY - FrameDescriptor.HEADER);
  }

  @Test
  void shouldAttachWhenHeadIsTheHighest() {
    long highest = (1L << 62) + (1L << 33);
    ring.setHead(highest);
    ring.setTail(highest);

    assertThat(ring.attachWriter().position()).isEqualTo(highest);
    assertThat(ring.attachReader().position()).isEqualTo(highest);
  }

  @Test
  void shouldNameTheTailsThatAReaderCanFind() {
    RingReader reader = readOneMessage();
    ring.setTail(0);

    assertThatExceptionOfType(CorruptRingException.class)
        .isThrownBy(reader::read)
        .withMessageContaining(
            "wanted=a multiple of 8 from %d to %d,", FIRST + 16, FIRST + 16 + CAPACITY);
  }
}
