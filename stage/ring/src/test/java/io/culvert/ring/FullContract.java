package io.culvert.ring;

import static io.culvert.ring.RingMessages.assertReads;
import static io.culvert.ring.RingMessages.offer;
import static io.culvert.testing.Messages.message;
import static org.assertj.core.api.Assertions.assertThat;

import io.culvert.ring.layout.FrameDescriptor;
import io.culvert.ring.layout.RingDescriptor;
import java.util.stream.IntStream;
import org.agrona.MutableDirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

/** Contract for a full ring and for the end of the data area. */
interface FullContract extends RingContract {

  @Test
  default void shouldRefuseWithoutSideEffectsWhenFull() {
    TestRing ring = newRing();
    RingWriter writer = ring.attachWriter();
    ring.fill(writer);
    long position = writer.position();
    long before = ring.checksum();

    assertThat(writer.claim(0)).isNull();
    assertThat(writer.claim(writer.maxClaim())).isNull();
    assertThat(writer.offer(message(1, 5), 0, 5)).isFalse();
    int several = writer.maxClaim() + 1;
    assertThat(writer.offer(message(1, several), 0, several)).isFalse();

    assertThat(ring.checksum()).isEqualTo(before);
    assertThat(writer.position()).isEqualTo(position);
    assertThat(ring.tail()).isEqualTo(position);
  }

  @Test
  default void shouldTakeMessagesWhenReaderHasReleased() {
    TestRing ring = newRing();
    RingWriter writer = ring.attachWriter();
    RingReader reader = ring.attachReader();
    ring.fill(writer);
    assertThat(writer.claim(0)).isNull();
    assertThat(writer.isRoomMade()).isFalse();

    while (reader.read() == ReadResult.MESSAGE) {
      assertThat(writer.isRoomMade() && writer.claim(0) == null).isFalse();
      writer.abort();
      reader.release();
    }

    assertThat(writer.isRoomMade()).isTrue();
    assertThat(writer.isDrained()).isTrue();
    offer(writer, 1, 5);
    assertThat(writer.isDrained()).isFalse();
    assertReads(reader, 1, 5);
  }

  @Test
  default void shouldPublishCommitsWhenClaimFindsNoRoom() {
    TestRing ring = newRing();
    RingWriter writer = ring.attachWriter();
    RingReader reader = ring.attachReader();
    int length = writer.maxClaim() / 2;
    int committed = 0;
    for (MutableDirectBuffer claim = writer.claim(length);
        claim != null;
        claim = writer.claim(length)) {
      claim.putBytes(0, message(committed, length), 0, length);
      writer.commit(length);
      committed++;
    }

    for (int i = 0; i < committed; i++) {
      assertReads(reader, i, length);
    }
    assertThat(reader.read()).isEqualTo(ReadResult.EMPTY);
  }

  @Test
  default void shouldDeliverWholeMessageWhenPaddingIsInserted() {
    TestRing ring = newRing();
    RingWriter writer = ring.attachWriter();
    RingReader reader = ring.attachReader();
    for (int remaining : remainders(writer.maxClaim()).toArray()) {
      ring.moveTo(ring.capacity() - remaining, writer, reader);
      long before = writer.position();
      // Its frame is longer than what remains, so it must begin after a padding.
      int length = remaining;
      offer(writer, remaining, length);
      offer(writer, remaining + 1, 8);

      assertReads(reader, remaining, length);
      assertThat(reader.messagePosition()).isEqualTo(before + remaining);
      assertThat(ring.index(reader.messagePosition())).isZero();
      reader.release();
      assertReads(reader, remaining + 1, 8);
      reader.release();
    }
  }

  @Test
  default void shouldCountPaddingAsUsedRoom() {
    TestRing ring = newRing();
    RingWriter writer = ring.attachWriter();
    RingReader reader = ring.attachReader();
    int toEnd = 64;
    int room = 104;
    ring.moveTo(FrameDescriptor.TERMINAL_RESERVE + room - toEnd, writer, reader);
    long full = writer.position() + ring.capacity() - FrameDescriptor.TERMINAL_RESERVE;
    ring.fillUpTo(full - room, writer);
    long before = ring.checksum();

    assertThat(writer.claim(80)).as("64 bytes of padding and a frame of 88").isNull();

    assertThat(ring.checksum()).isEqualTo(before);
    offer(writer, 1, 56);
    offer(writer, 2, 32);
    assertThat(writer.position()).isEqualTo(full);
  }

  @Test
  default void shouldNotPadWhenMessageEndsWithTheDataArea() {
    TestRing ring = newRing();
    RingWriter writer = ring.attachWriter();
    RingReader reader = ring.attachReader();
    for (int remaining : remainders(writer.maxClaim()).toArray()) {
      ring.moveTo(ring.capacity() - remaining, writer, reader);
      long before = writer.position();
      int length = remaining - FrameDescriptor.HEADER;
      offer(writer, remaining, length);

      assertThat(writer.position()).isEqualTo(before + remaining);
      assertReads(reader, remaining, length);
      assertThat(reader.messagePosition()).isEqualTo(before);
      reader.release();
    }
  }

  /** Returns possible remainders of a lap: all in the smallest ring, else a selection. */
  private static IntStream remainders(int maxClaim) {
    int last = maxClaim & ~7;
    int step = Math.max(8, last / 32 & ~7);
    return last <= RingDescriptor.MIN_CAPACITY
        ? IntStream.iterate(8, r -> r <= last, r -> r + 8)
        : IntStream.concat(
            IntStream.iterate(8, r -> r <= 512, r -> r + 8),
            IntStream.iterate(step, r -> r <= last, r -> r + step));
  }

  @Test
  default void shouldReleasePaddingOfAbortedClaim() {
    TestRing ring = newRing();
    RingWriter writer = ring.attachWriter();
    RingReader reader = ring.attachReader();
    ring.moveTo(ring.capacity() - 64, writer, reader);

    writer.claim(100);
    writer.abort();
    writer.publish();

    assertThat(reader.read()).isEqualTo(ReadResult.EMPTY);
    assertThat(reader.read()).isEqualTo(ReadResult.EMPTY);
    assertThat(writer.isDrained()).isTrue();
  }

  @Test
  default void shouldHaveRoomForLongestMessageWhenOnlyPadded() {
    TestRing ring = newRing();
    RingWriter writer = ring.attachWriter();
    RingReader reader = ring.attachReader();
    int length = LargeMessagesContract.longestWhole(ring.capacity());
    UnsafeBuffer message = message(1, length);
    ring.moveTo(ring.capacity() - 64, writer, reader);
    writer.claim(100);
    writer.abort();

    for (int i = 0; i < 3 && !writer.offer(message, 0, length); i++) {
      assertThat(reader.read()).isEqualTo(ReadResult.EMPTY);
    }

    assertReads(reader, 1, length);
  }

  @Test
  default void shouldNotPublishCommitsWhenClaimTakesTheLastRoom() {
    TestRing ring = newRing();
    RingWriter writer = ring.attachWriter();
    long full = ring.head() + ring.capacity() - FrameDescriptor.TERMINAL_RESERVE;
    ring.fillUpTo(full - 48, writer);
    writer.claim(16);
    writer.commit(16);
    long published = ring.tail();

    assertThat(writer.claim(16)).isNotNull();
    writer.commit(16);

    assertThat(writer.position()).isEqualTo(full);
    assertThat(ring.tail()).isEqualTo(published);
  }

  @Test
  default void shouldMakeRoomWhenReaderReleasesJustEnough() {
    TestRing ring = newRing();
    RingWriter writer = ring.attachWriter();
    RingReader reader = ring.attachReader();
    offer(writer, 1, 8);
    ring.fill(writer);
    assertThat(writer.offer(message(2, 8), 0, 8)).isFalse();
    assertThat(writer.isRoomMade()).isFalse();

    assertReads(reader, 1, 8);
    reader.release();
    reader.storeReleased();

    assertThat(writer.isRoomMade()).isTrue();
    offer(writer, 2, 8);
  }

  @Test
  default void shouldBeWokenWhenHalfOfTheRingIsFree() {
    TestRing ring = newRing();
    RingWriter writer = ring.attachWriter();
    ring.fill(writer);
    assertThat(writer.claim(8)).isNull();

    assertThat(writer.wakeUpHead()).isEqualTo(writer.published() - ring.capacity() / 2);
  }

  @Test
  default void shouldBeWokenWhenMessageLongerThanHalfTheRingFits() {
    TestRing ring = newRing();
    RingWriter writer = ring.attachWriter();
    int length = LargeMessagesContract.longestWhole(ring.capacity());
    UnsafeBuffer message = message(1, length);
    ring.fillUpTo(ring.head() + ring.capacity() / 4, writer);
    assertThat(writer.offer(message, 0, length)).isFalse();

    long wakeUpHead = writer.wakeUpHead();

    assertThat(wakeUpHead).isLessThanOrEqualTo(writer.published());
    ring.setHead(wakeUpHead - 8);
    assertThat(writer.offer(message, 0, length)).isFalse();
    ring.setHead(wakeUpHead);
    assertThat(writer.offer(message, 0, length)).isTrue();
  }

  @Test
  default void shouldReportBacklogFromTheHeadThatWasLoadedLast() {
    TestRing ring = newRing();
    RingWriter writer = ring.attachWriter();
    RingReader reader = ring.attachReader();
    offer(writer, 1, 8);
    assertThat(writer.backlog()).isEqualTo(16);
    assertReads(reader, 1, 8);
    reader.release();
    reader.storeReleased();
    assertThat(writer.backlog()).isEqualTo(16);

    ring.fill(writer);
    assertThat(writer.claim(8)).isNull();

    assertThat(writer.backlog()).isEqualTo(ring.tail() - ring.head());
  }
}
