package io.culvert.ring;

import static io.culvert.ring.RingMessages.assertReads;
import static io.culvert.ring.RingMessages.offer;
import static io.culvert.testing.Messages.message;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.culvert.exceptions.MessageTooLargeException;
import io.culvert.ring.memory.FrameCursor;
import java.time.Duration;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

/** Contract for messages in several frames that fit into the ring. */
interface LargeMessagesContract extends RingContract {

  /** Returns the length of the longest message that is published by one store. */
  static int longestWhole(int capacity) {
    int length = capacity;
    while (FragmentWriter.isStreamed(length, capacity)) {
      length--;
    }
    return length;
  }

  @Test
  default void shouldPublishFragmentedMessageByOneStore() {
    TestRing ring = newRing();
    RingWriter writer = ring.attachWriter();
    RingReader reader = ring.attachReader();
    int length = writer.maxClaim() + 1;
    UnsafeBuffer message = message(1, length);
    long before = ring.tail();
    writer.begin(message, 0, length);
    assertThat(ring.tail()).isEqualTo(before);
    assertThat(reader.read()).isEqualTo(ReadResult.EMPTY);

    assertThat(writer.advance()).isTrue();

    assertThat(ring.tail()).isGreaterThan(before + length);
    assertReads(reader, 1, length);
    assertThat(reader.messagePosition()).isEqualTo(before);
    assertThat(reader.position()).isEqualTo(ring.tail());
    assertThat(reader.read()).isEqualTo(ReadResult.EMPTY);
  }

  @Test
  default void shouldReadMessagesAroundFragmentationLimits() {
    TestRing ring = newRing();
    RingWriter writer = ring.attachWriter();
    RingReader reader = ring.attachReader();
    int frame = ring.capacity() / 16;
    int whole = longestWhole(ring.capacity());
    int[] lengths = {
      writer.maxClaim() - 1,
      writer.maxClaim(),
      writer.maxClaim() + 1,
      5 * frame - 48,
      5 * frame - 47,
      5 * frame - 49,
      whole - 1,
      whole
    };
    for (int round = 0; round < 3; round++) {
      for (int length : lengths) {
        offer(writer, length, length);
        assertReads(reader, length, length);
        reader.release();
        assertThat(reader.read()).isEqualTo(ReadResult.EMPTY);
        offer(writer, round, 8 * round + 1);
        assertReads(reader, round, 8 * round + 1);
        reader.release();
        assertThat(reader.read()).isEqualTo(ReadResult.EMPTY);
      }
    }
  }

  @Test
  default void shouldFitLongestUnstreamedMessageAtEveryIndex() {
    TestRing ring = newRing();
    RingWriter writer = ring.attachWriter();
    RingReader reader = ring.attachReader();
    int length = longestWhole(ring.capacity());
    UnsafeBuffer message = message(1, length);
    int step = Math.max(8, ring.capacity() / 16 / 64) * 3;
    for (int index = 0; index < ring.capacity() / 8; index += step) {
      ring.moveTo(ring.capacity() - 8 - index, writer, reader);
      assertThat(writer.offer(message, 0, length)).isTrue();
      assertThat(reader.read()).isEqualTo(ReadResult.MESSAGE);
      assertThat(reader.payload().compareTo(message)).isZero();
      reader.release();
    }
  }

  @Test
  default void shouldRefuseFragmentedMessageUntilAllOfItFits() {
    TestRing ring = newRing();
    RingWriter writer = ring.attachWriter();
    RingReader reader = ring.attachReader();
    int length = 2 * writer.maxClaim();
    UnsafeBuffer large = message(9, length);
    ring.moveTo(0, writer, reader);
    for (int i = 0; i < 3; i++) {
      offer(writer, i, writer.maxClaim());
    }
    long before = ring.checksum();

    assertThat(writer.offer(large, 0, length)).isFalse();
    assertThat(writer.isRoomMade()).isFalse();
    assertThat(ring.checksum()).isEqualTo(before);

    for (int i = 0; i < 3; i++) {
      assertReads(reader, i, writer.maxClaim());
      reader.release();
    }
    assertThat(reader.read()).isEqualTo(ReadResult.EMPTY);
    assertThat(writer.isRoomMade()).isTrue();
    assertThat(writer.offer(large, 0, length)).isTrue();
    assertReads(reader, 9, length);
  }

  @Test
  default void shouldRedeliverFragmentedMessageWhenReaderDies() {
    TestRing ring = newRing();
    RingWriter writer = ring.attachWriter();
    int length = longestWhole(ring.capacity());
    offer(writer, 1, length);
    assertReads(ring.attachReader(), 1, length);

    assertReads(ring.attachReader(), 1, length);
  }

  @Test
  default void shouldRejectOfferWhenLargerThanTheRing() {
    TestRing ring = newRing();
    RingWriter writer = ring.attachWriter();
    int length = longestWhole(ring.capacity()) + 1;
    UnsafeBuffer message = message(1, length);
    long before = ring.checksum();

    assertThatExceptionOfType(MessageTooLargeException.class)
        .isThrownBy(() -> writer.offer(message, 0, length))
        .withMessage(
            "message too large for one offer: length="
                + length
                + ", max-offer="
                + (length - 1)
                + ", file="
                + ring.memory().file()
                + "; write it with send() or begin(), or give the ring a larger capacity");

    assertThat(ring.checksum()).isEqualTo(before);
    offer(writer, 1, 5);
  }

  @Test
  default void shouldNameLimitAndRemedyWhenClaimIsTooLong() {
    TestRing ring = newRing();
    RingWriter writer = ring.attachWriter();
    int longest = writer.maxClaim();
    String file = ring.memory().file();

    assertThatIllegalArgumentException()
        .isThrownBy(() -> writer.claim(longest + 1))
        .withMessage(
            "claim must be 0 to "
                + longest
                + " bytes: length="
                + (longest + 1)
                + ", file="
                + file
                + "; write a longer message with offer(), send() or begin(), or give the ring a"
                + " larger capacity");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> writer.claim(-1))
        .withMessage("claim must be 0 to " + longest + " bytes: length=-1, file=" + file);

    assertThat(writer.offer(message(1, longest + 1), 0, longest + 1)).isTrue();
  }

  @Test
  default void shouldRefuseLargeMessageDuringClaimAndAfterEnd() {
    TestRing ring = newRing();
    RingWriter writer = ring.attachWriter();
    int length = writer.maxClaim() + 1;
    UnsafeBuffer message = message(1, length);
    writer.claim(8);
    long before = ring.checksum();

    assertThatIllegalStateException().isThrownBy(() -> writer.offer(message, 0, length));
    assertThatIllegalStateException()
        .isThrownBy(() -> writer.send(message, 0, length, Duration.ZERO));
    assertThat(ring.checksum()).isEqualTo(before);

    writer.complete();
    long ended = ring.checksum();
    assertThatIllegalStateException().isThrownBy(() -> writer.offer(message, 0, length));
    assertThatIllegalStateException()
        .isThrownBy(() -> writer.send(message, 0, length, Duration.ZERO));
    assertThat(ring.checksum()).isEqualTo(ended);
  }

  @Test
  default void shouldRejectBeginWhenOutOfBounds() {
    TestRing ring = newRing();
    RingWriter writer = ring.attachWriter();
    int length = writer.maxClaim() + 1;
    UnsafeBuffer message = message(1, length);

    assertThatThrownBy(() -> writer.begin(message, 1, length))
        .isInstanceOf(IndexOutOfBoundsException.class);
    assertThatThrownBy(() -> writer.begin(message, -1, length))
        .isInstanceOf(IndexOutOfBoundsException.class);
    assertThatIllegalStateException().isThrownBy(writer::advance);

    offer(writer, 2, 5);
    assertReads(ring.attachReader(), 2, 5);
  }

  @Test
  default void shouldRejectWriteWhenLargerThanMaximum() {
    TestRing ring = newRing();
    try (RingWriter writer = RingWriter.attach(ring.withMaxMessageSize(100))) {
      UnsafeBuffer message = message(1, 101);
      long before = ring.checksum();

      assertThatExceptionOfType(MessageTooLargeException.class)
          .isThrownBy(() -> writer.offer(message, 0, 101))
          .withMessage(
              "message too large: length=101, max-message-size=100, file="
                  + ring.memory().file()
                  + "; raise culvert.max-message-size on both sides or send less at a time");
      assertThatExceptionOfType(MessageTooLargeException.class)
          .isThrownBy(() -> writer.begin(message, 0, 101));

      assertThat(ring.checksum()).isEqualTo(before);
      offer(writer, 1, 100);
    }
  }

  @Test
  default void shouldConsumeNothingWhenMessageExceedsReadersMaximum() {
    TestRing ring = newRing();
    RingWriter writer = ring.attachWriter();
    int length = writer.maxClaim() + 1;
    offer(writer, 1, 7);
    offer(writer, 2, length);
    long before = ring.head();
    try (RingReader reader = RingReader.attach(ring.withMaxMessageSize(length - 1))) {
      assertReads(reader, 1, 7);
      for (int i = 0; i < 3; i++) {
        assertThatExceptionOfType(MessageTooLargeException.class)
            .isThrownBy(reader::read)
            .withMessageContaining("length=" + length)
            .withMessageContaining("max-message-size=" + (length - 1));
      }
      assertThatThrownBy(() -> reader.poll((message, position) -> {}, 1))
          .isInstanceOf(MessageTooLargeException.class);
    }

    assertThat(ring.head()).isEqualTo(before);
    RingReader other = ring.attachReader();
    assertReads(other, 1, 7);
    assertReads(other, 2, length);
  }

  /** The padding at the end of a lap is smaller than the frame that did not fit. */
  @Test
  default void shouldWriteNoFragmentLargerThanASixteenthOfRing() {
    TestRing ring = newRing();
    RingWriter writer = ring.attachWriter();
    long begin = writer.position();
    offer(writer, 1, longestWhole(ring.capacity()));

    FrameCursor frames = new FrameCursor(ring.memory());
    frames.begin(begin, writer.position());
    while (frames.next()) {
      assertThat(frames.nextPosition() - frames.position()).isBetween(8L, ring.capacity() / 16L);
    }
  }

  @Test
  default void shouldHaveNoMessageBegunWhenOfferReturns() {
    TestRing ring = newRing();
    RingWriter writer = ring.attachWriter();
    int length = writer.maxClaim() + 1;
    offer(writer, 1, length);
    assertThatIllegalStateException().isThrownBy(writer::advance);

    ring.fill(writer);
    assertThat(writer.offer(message(2, length), 0, length)).isFalse();

    assertThatIllegalStateException().isThrownBy(writer::advance);
  }
}
