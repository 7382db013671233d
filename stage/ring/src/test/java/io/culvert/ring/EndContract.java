package io.culvert.ring;

import static io.culvert.ring.RingMessages.assertReads;
import static io.culvert.ring.RingMessages.offer;
import static io.culvert.testing.Messages.message;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import io.culvert.exceptions.StreamEndedException;
import io.culvert.ring.layout.FrameDescriptor;
import io.culvert.ring.layout.RingDescriptor;
import io.culvert.ring.layout.RoleStatus;
import io.culvert.ring.layout.StreamFailure;
import java.util.stream.IntStream;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

/** Contract for the end of a stream, by the writer or the reader. */
interface EndContract extends RingContract {

  /** The longest failure, in characters of two bytes. */
  StreamFailure LONGEST_FAILURE =
      new StreamFailure("\u00e4".repeat(128), "\u00f6".repeat(512), "\u00fc".repeat(368));

  @Test
  default void shouldDeliverCompletionAfterMessagesAndKeepIt() {
    TestRing ring = newRing();
    RingWriter writer = ring.attachWriter();
    RingReader reader = ring.attachReader();
    offer(writer, 1, 5);
    writer.complete();

    assertReads(reader, 1, 5);
    assertThat(reader.read()).isEqualTo(ReadResult.COMPLETED);
    reader.release();
    assertThat(reader.read()).isEqualTo(ReadResult.COMPLETED);
    assertThat(reader.poll((message, position) -> {}, 5)).isZero();
    assertThat(reader.failure()).isNull();
  }

  @Test
  default void shouldDeliverFailureWithTextsAfterMessages() {
    TestRing ring = newRing();
    RingWriter writer = ring.attachWriter();
    RingReader reader = ring.attachReader();
    offer(writer, 1, 5);
    writer.fail(new StreamFailure("some.Class", "what \u20ac", "at a\nat b"));

    assertReads(reader, 1, 5);
    assertThat(reader.read()).isEqualTo(ReadResult.FAILED);
    assertThat(reader.read()).isEqualTo(ReadResult.FAILED);
    assertThat(reader.failure())
        .isEqualTo(new StreamFailure("some.Class", "what \u20ac", "at a\nat b"));
  }

  @Test
  default void shouldPublishCommitsAndAbortClaimWhenStreamEnds() {
    TestRing ring = newRing();
    RingWriter writer = ring.attachWriter();
    RingReader reader = ring.attachReader();
    writer.claim(5).putBytes(0, message(1, 5), 0, 5);
    writer.commit(5);
    writer.claim(9).putBytes(0, message(2, 9), 0, 9);

    writer.complete();

    assertReads(reader, 1, 5);
    assertThat(reader.read()).isEqualTo(ReadResult.COMPLETED);
  }

  @Test
  default void shouldNotCommitClaimAbortedByAnEnd() {
    TestRing ring = newRing();
    RingWriter writer = ring.attachWriter();
    writer.claim(9);
    writer.complete();
    long before = ring.checksum();

    assertThatIllegalStateException().isThrownBy(() -> writer.commit(9));

    writer.publish();
    assertThat(ring.checksum()).isEqualTo(before);
  }

  @Test
  default void shouldRefuseWritesAfterTheEnd() {
    TestRing ring = newRing();
    RingWriter writer = ring.attachWriter();
    UnsafeBuffer message = message(1, 5);
    writer.complete();
    long before = ring.checksum();

    assertThatIllegalStateException().isThrownBy(() -> writer.claim(5));
    assertThatIllegalStateException().isThrownBy(() -> writer.offer(message, 0, 5));
    assertThatIllegalStateException().isThrownBy(() -> writer.begin(message, 0, 5));
    assertThatIllegalStateException().isThrownBy(writer::advance);
    assertThatIllegalStateException().isThrownBy(writer::complete);
    assertThatIllegalStateException().isThrownBy(() -> writer.fail(LONGEST_FAILURE));

    assertThat(ring.checksum()).isEqualTo(before);
  }

  @Test
  default void shouldRejectNullFailureAndContinueTheStream() {
    RingWriter writer = newRing().attachWriter();
    assertThatNullPointerException().isThrownBy(() -> writer.fail(null));
    offer(writer, 1, 5);
  }

  /**
   * The room reserved for an end must suffice at every index, even if a padding takes a part of it.
   */
  @Test
  default void shouldTakeLongestFailureWhenFullAtAnyIndex() {
    TestRing ring = newRing();
    for (int index : endIndexes(ring.capacity()).toArray()) {
      RingWriter writer = ring.attachWriter();
      RingReader reader = ring.attachReader();
      fillUpTo(index, ring, writer, reader);

      writer.fail(LONGEST_FAILURE);

      while (reader.read() == ReadResult.MESSAGE) {
        reader.release();
      }
      assertThat(reader.read()).as("index %d", index).isEqualTo(ReadResult.FAILED);
      assertThat(reader.failure()).isEqualTo(LONGEST_FAILURE);
      reader.complete();
      writer.close();
      reader.close();
    }
  }

  @Test
  default void shouldTakeCompletionWhenFullAtAnyIndex() {
    TestRing ring = newRing();
    for (int index : endIndexes(ring.capacity()).toArray()) {
      RingWriter writer = ring.attachWriter();
      RingReader reader = ring.attachReader();
      fillUpTo(index, ring, writer, reader);

      writer.complete();

      while (reader.read() == ReadResult.MESSAGE) {
        reader.release();
      }
      assertThat(reader.read()).as("index %d", index).isEqualTo(ReadResult.COMPLETED);
      reader.complete();
      writer.close();
      reader.close();
    }
  }

  private static void fillUpTo(int index, TestRing ring, RingWriter writer, RingReader reader) {
    int begin = (index + FrameDescriptor.TERMINAL_RESERVE) & (ring.capacity() - 1);
    ring.moveTo(begin, writer, reader);
    ring.fill(writer);
    assertThat(ring.index(writer.position())).isEqualTo(index);
    assertThat(writer.claim(0)).isNull();
  }

  /** Returns all indexes of the smallest ring, else those around the end of the data area. */
  private static IntStream endIndexes(int capacity) {
    return capacity == RingDescriptor.MIN_CAPACITY
        ? IntStream.iterate(0, i -> i < capacity, i -> i + 8)
        : IntStream.iterate(capacity - 4096, i -> i < capacity + 4096, i -> i + 8)
            .map(i -> i & (capacity - 1));
  }

  @Test
  default void shouldRefuseWriterWhenCompletedStreamIsNotDrained() {
    TestRing ring = newRing();
    RingWriter writer = ring.attachWriter();
    RingReader reader = ring.attachReader();
    offer(writer, 1, 5);
    long end = writer.position();
    writer.complete();
    writer.close();
    long before = ring.checksum();

    assertThatExceptionOfType(StreamEndedException.class)
        .isThrownBy(ring::attachWriter)
        .withMessageContaining("position=" + end)
        .withMessageContaining("file=" + ring.memory().file());
    assertThat(ring.checksum()).isEqualTo(before);

    assertReads(reader, 1, 5);
    assertThat(reader.read()).isEqualTo(ReadResult.COMPLETED);
    reader.release();
    assertThatExceptionOfType(StreamEndedException.class).isThrownBy(ring::attachWriter);
  }

  @Test
  default void shouldRefuseWriterWhenFailedStreamIsNotDrained() {
    TestRing ring = newRing();
    RingWriter writer = ring.attachWriter();
    writer.fail(LONGEST_FAILURE);
    writer.close();

    assertThatExceptionOfType(StreamEndedException.class).isThrownBy(ring::attachWriter);
  }

  @Test
  default void shouldStartNextStreamWhenDrained() {
    TestRing ring = newRing();
    RingWriter first = ring.attachWriter();
    RingReader reader = ring.attachReader();
    offer(first, 1, 5);
    first.fail(LONGEST_FAILURE);
    assertReads(reader, 1, 5);
    assertThat(reader.read()).isEqualTo(ReadResult.FAILED);
    reader.complete();

    RingWriter second = ring.attachWriter();
    offer(second, 2, 5);
    RingReader next = ring.attachReader();
    assertReads(next, 2, 5);
    assertThat(next.read()).isEqualTo(ReadResult.EMPTY);
  }

  @Test
  default void shouldReportCancellationOfReader() {
    TestRing ring = newRing();
    RingWriter writer = ring.attachWriter();
    assertThat(writer.readerState()).isEqualTo(RoleStatus.ABSENT);
    RingReader reader = ring.attachReader();
    assertThat(writer.isReaderChanged()).isTrue();
    assertThat(writer.readerState()).isEqualTo(RoleStatus.ATTACHED);
    assertThat(writer.isReaderChanged()).isFalse();

    reader.cancel();
    reader.close();

    assertThat(writer.isReaderChanged()).isTrue();
    assertThat(writer.readerState()).isEqualTo(RoleStatus.CANCELLED);
    assertThat(writer.readerState()).isEqualTo(RoleStatus.CANCELLED);
    assertThat(writer.isReaderChanged()).isFalse();
  }

  @Test
  default void shouldReportCompletionAndDetachmentOfReader() {
    TestRing ring = newRing();
    RingWriter writer = ring.attachWriter();
    RingReader gone = ring.attachReader();
    gone.close();
    assertThat(writer.readerState()).isEqualTo(RoleStatus.DETACHED);

    RingReader reader = ring.attachReader();
    writer.complete();
    assertThat(reader.read()).isEqualTo(ReadResult.COMPLETED);
    reader.complete();
    reader.close();

    assertThat(writer.readerState()).isEqualTo(RoleStatus.COMPLETED);
    assertThat(writer.isDrained()).isTrue();
  }

  @Test
  default void shouldReportFailureReasonOfReader() {
    TestRing ring = newRing();
    RingWriter writer = ring.attachWriter();
    RingReader reader = ring.attachReader();
    assertThat(writer.readerReason()).isEmpty();

    reader.fail("some.Class: \u20ac");

    assertThat(writer.readerState()).isEqualTo(RoleStatus.FAILED);
    assertThat(writer.readerReason()).isEqualTo("some.Class: \u20ac");
  }

  @Test
  default void shouldTruncateReasonAtLimitBetweenCharacters() {
    TestRing ring = newRing();
    RingWriter writer = ring.attachWriter();
    ring.attachReader().fail("x".repeat(508) + "y");
    assertThat(writer.readerReason()).isEqualTo("x".repeat(508));

    ring.attachReader().fail("x".repeat(506) + "\u20ac");
    assertThat(writer.readerReason()).isEqualTo("x".repeat(506));

    ring.attachReader().fail("");
    assertThat(writer.readerReason()).isEmpty();
  }

  @Test
  default void shouldNotReportReaderThatEndedBeforeAttach() {
    TestRing ring = newRing();
    RingReader former = ring.attachReader();
    former.cancel();
    former.close();

    RingWriter writer = ring.attachWriter();
    assertThat(writer.isReaderChanged()).isFalse();
    assertThat(writer.readerState()).isEqualTo(RoleStatus.ABSENT);

    ring.attachReader().cancel();
    assertThat(writer.isReaderChanged()).isTrue();
    assertThat(writer.readerState()).isEqualTo(RoleStatus.CANCELLED);
  }

  @Test
  default void shouldReportReaderThatAttachedBeforeWriter() {
    TestRing ring = newRing();
    ring.attachReader();
    assertThat(ring.attachWriter().readerState()).isEqualTo(RoleStatus.ATTACHED);
  }

  @Test
  default void shouldReleaseNothingWhenFailedReaderCompletes() {
    TestRing ring = newRing();
    RingWriter writer = ring.attachWriter();
    RingReader reader = ring.attachReader();
    offer(writer, 1, 5);
    assertReads(reader, 1, 5);
    reader.fail("what");

    reader.complete();

    assertThat(writer.readerState()).isEqualTo(RoleStatus.FAILED);
    assertReads(ring.attachReader(), 1, 5);
  }

  @Test
  default void shouldStoreHowTheWriterEnded() {
    TestRing ring = newRing();
    assertThat(writerState(ring)).isEqualTo(RoleStatus.ABSENT);
    RingWriter completes = ring.attachWriter();
    assertThat(writerState(ring)).isEqualTo(RoleStatus.ATTACHED);
    completes.complete();
    assertThat(writerState(ring)).isEqualTo(RoleStatus.COMPLETED);
    completes.close();
    assertThat(writerState(ring)).isEqualTo(RoleStatus.COMPLETED);
    RingReader reader = ring.attachReader();
    assertThat(reader.read()).isEqualTo(ReadResult.COMPLETED);
    reader.complete();

    ring.attachWriter().close();
    assertThat(writerState(ring)).isEqualTo(RoleStatus.DETACHED);

    ring.attachWriter().fail(LONGEST_FAILURE);
    assertThat(writerState(ring)).isEqualTo(RoleStatus.FAILED);
  }

  private static RoleStatus writerState(TestRing ring) {
    return RoleStatus.of(ring.memory().statusAcquire(RingDescriptor.WRITER_OFFSET));
  }

  @Test
  default void shouldKeepUnreleasedMessagesWhenReaderFails() {
    TestRing ring = newRing();
    RingWriter writer = ring.attachWriter();
    RingReader reader = ring.attachReader();
    offer(writer, 1, 5);
    offer(writer, 2, 5);
    assertReads(reader, 1, 5);
    reader.release();
    assertReads(reader, 2, 5);

    reader.fail("no");
    reader.close();

    assertReads(ring.attachReader(), 2, 5);
  }
}
