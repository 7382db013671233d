package io.culvert.ring;

import static io.culvert.ring.RingMessages.assertReads;
import static io.culvert.ring.RingMessages.offer;
import static io.culvert.testing.Messages.assertIsMessage;
import static io.culvert.testing.Messages.message;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.culvert.exceptions.IncompleteMessageException;
import io.culvert.ring.layout.FrameDescriptor;
import java.time.Duration;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** Contract for messages larger than the ring, which pass through it in fragments. */
interface StreamedMessagesContract extends RingContract {

  private static int streamed(TestRing ring) {
    return 2 * ring.capacity() + 5;
  }

  /** Begins a message larger than the ring, and publishes the fragments that have room. */
  private static void begin(TestRing ring, RingWriter writer, int number) {
    int length = streamed(ring);
    writer.begin(message(number, length), 0, length);
    assertThat(writer.advance()).isFalse();
  }

  private static void finish(
      boolean done, RingWriter writer, RingReader reader, int number, int length) {
    while (!done) {
      assertThat(reader.read()).isEqualTo(ReadResult.EMPTY);
      done = writer.advance();
    }
    assertReads(reader, number, length);
  }

  @Test
  default void shouldStreamMessageLargerThanTheRing() {
    TestRing ring = newRing();
    RingWriter writer = ring.attachWriter();
    RingReader reader = ring.attachReader();
    int whole = LargeMessagesContract.longestWhole(ring.capacity());
    for (int length : new int[] {whole + 1, ring.capacity(), streamed(ring)}) {
      offer(writer, 1, 9);
      writer.begin(message(length, length), 0, length);
      boolean done = writer.advance();
      assertReads(reader, 1, 9);
      reader.release();
      finish(done, writer, reader, length, length);
      reader.release();
      assertThat(reader.read()).isEqualTo(ReadResult.EMPTY);
      assertThat(writer.isDrained()).isTrue();
    }
  }

  @Test
  default void shouldWriteShortMessagesByBegin() {
    TestRing ring = newRing();
    RingWriter writer = ring.attachWriter();
    RingReader reader = ring.attachReader();
    for (int length : new int[] {0, 1, 100, writer.maxClaim()}) {
      writer.begin(message(length, length), 0, length);
      assertThat(writer.advance()).isTrue();
      assertReads(reader, length, length);
      reader.release();
    }
  }

  @Test
  default void shouldRefuseAdvanceWhenNoMessageIsBegun() {
    RingWriter writer = newRing().attachWriter();
    assertThatIllegalStateException().isThrownBy(writer::advance);
    writer.begin(message(1, 5), 0, 5);
    assertThat(writer.advance()).isTrue();
    assertThatIllegalStateException().isThrownBy(writer::advance);
  }

  @Test
  default void shouldRefuseOtherWritesUntilBegunMessageIsDone() {
    TestRing ring = newRing();
    RingWriter writer = ring.attachWriter();
    RingReader reader = ring.attachReader();
    begin(ring, writer, 1);
    long before = ring.checksum();
    int large = writer.maxClaim() + 1;
    List<ThrowingCallable> writes =
        List.of(
            () -> writer.claim(5),
            () -> writer.offer(message(2, 5), 0, 5),
            () -> writer.offer(message(2, 5), 0, 5, 7),
            () -> writer.offer(message(2, large), 0, large),
            () -> writer.send(message(2, 5), 0, 5, Duration.ZERO),
            () -> writer.begin(message(2, 5), 0, 5));

    assertThat(writes)
        .allSatisfy(
            write ->
                assertThatIllegalStateException()
                    .isThrownBy(write)
                    .withMessage(
                        "a message is begun, advance or abort it: file=" + ring.memory().file()));

    assertThat(ring.checksum()).isEqualTo(before);
    finish(false, writer, reader, 1, streamed(ring));
    offer(writer, 2, 5);
    assertReads(reader, 2, 5);
  }

  @Test
  default void shouldDropPartsWhenBegunMessageIsAborted() {
    TestRing ring = newRing();
    RingWriter writer = ring.attachWriter();
    RingReader reader = ring.attachReader();
    begin(ring, writer, 1);
    writer.abort();
    assertThat(reader.read()).isEqualTo(ReadResult.EMPTY);

    assertThatIllegalStateException().isThrownBy(writer::advance);
    offer(writer, 2, 5);

    assertReads(reader, 2, 5);
  }

  @Test
  default void shouldRefuseAdvanceAfterTheEnd() {
    TestRing ring = newRing();
    RingWriter writer = ring.attachWriter();
    begin(ring, writer, 1);
    writer.complete();
    RingReader reader = ring.attachReader();

    assertThatIllegalStateException().isThrownBy(writer::advance);

    assertThat(reader.read()).isEqualTo(ReadResult.COMPLETED);
    reader.complete();
    assertThatIllegalStateException().isThrownBy(writer::advance);
  }

  @Test
  default void shouldReportLostMessageOnceWhenItsReaderDied() {
    TestRing ring = newRing();
    RingWriter writer = ring.attachWriter();
    RingReader dead = ring.attachReader();
    begin(ring, writer, 1);
    assertThat(dead.read()).isEqualTo(ReadResult.EMPTY);
    long lost = ring.head();

    RingReader second = ring.attachReader();
    while (!writer.advance()) {
      assertThat(second.read()).isEqualTo(ReadResult.EMPTY);
    }
    offer(writer, 2, 9);

    assertThatExceptionOfType(IncompleteMessageException.class)
        .isThrownBy(second::read)
        .withMessageContaining("position=" + lost)
        .withMessageContaining("file=" + ring.memory().file())
        .satisfies(e -> assertThat(e.position()).isEqualTo(lost));
    assertReads(second, 2, 9);
    assertThat(second.read()).isEqualTo(ReadResult.EMPTY);
  }

  @Test
  default void shouldContinueWithNextMessageWhenLossWasReported() {
    TestRing ring = newRing();
    RingWriter writer = ring.attachWriter();
    begin(ring, writer, 1);
    assertThat(ring.attachReader().read()).isEqualTo(ReadResult.EMPTY);
    RingReader second = ring.attachReader();
    while (!writer.advance()) {
      assertThat(second.read()).isEqualTo(ReadResult.EMPTY);
    }
    offer(writer, 2, 9);
    assertThatThrownBy(second::read).isInstanceOf(IncompleteMessageException.class);

    assertReads(ring.attachReader(), 2, 9);
  }

  @Test
  default void shouldReportLossWhenReaderDiesBeforeRelease() {
    TestRing ring = newRing();
    RingWriter writer = ring.attachWriter();
    RingReader dead = ring.attachReader();
    int length = streamed(ring);
    begin(ring, writer, 1);
    finish(false, writer, dead, 1, length);

    RingReader second = ring.attachReader();

    assertThatThrownBy(second::read).isInstanceOf(IncompleteMessageException.class);
    assertThat(second.read()).isEqualTo(ReadResult.EMPTY);
  }

  @Test
  default void shouldDropPartialMessageWhenWriterDies() {
    TestRing ring = newRing();
    RingReader reader = ring.attachReader();
    RingWriter dead = ring.attachWriter();
    begin(ring, dead, 1);
    assertThat(reader.read()).isEqualTo(ReadResult.EMPTY);
    RingWriter second = ring.attachWriter();
    offer(second, 2, 9);
    assertReads(reader, 2, 9);
    reader.release();

    begin(ring, second, 3);
    RingWriter third = ring.attachWriter();
    assertThat(reader.read()).isEqualTo(ReadResult.EMPTY);
    begin(ring, third, 4);
    finish(false, third, reader, 4, streamed(ring));
    reader.release();

    begin(ring, third, 5);
    assertThat(reader.read()).isEqualTo(ReadResult.EMPTY);
    third.complete();
    assertThat(reader.read()).isEqualTo(ReadResult.COMPLETED);
  }

  /** A message without its last fragment was not published, so nothing is lost. */
  @Test
  default void shouldDropPartialMessageWhenBothSidesDie() {
    for (int next = 0; next < 4; next++) {
      TestRing ring = newRing();
      RingWriter dead = ring.attachWriter();
      begin(ring, dead, 1);
      assertThat(ring.attachReader().read()).isEqualTo(ReadResult.EMPTY);
      assertThat(dead.advance()).isFalse();

      RingWriter writer = ring.attachWriter();
      RingReader reader = ring.attachReader();
      assertThat(reader.read()).isEqualTo(ReadResult.EMPTY);

      switch (next) {
        case 0 -> {
          offer(writer, 2, 9);
          assertReads(reader, 2, 9);
        }
        case 1 -> {
          offer(writer, 2, writer.maxClaim() + 1);
          assertReads(reader, 2, writer.maxClaim() + 1);
        }
        case 2 -> {
          writer.complete();
          assertThat(reader.read()).isEqualTo(ReadResult.COMPLETED);
        }
        default -> {
          writer.fail(EndContract.LONGEST_FAILURE);
          assertThat(reader.read()).isEqualTo(ReadResult.FAILED);
        }
      }
      reader.complete();
    }
  }

  @Test
  default void shouldDropPartialMessageWhenSendTimesOut() throws InterruptedException {
    TestRing ring = newRing();
    RingWriter writer = ring.attachWriter();
    RingReader reader = ring.attachReader();
    int length = streamed(ring);

    assertThat(writer.send(message(1, length), 0, length, Duration.ZERO)).isFalse();
    assertThatIllegalStateException().isThrownBy(writer::advance);

    assertThat(reader.read()).isEqualTo(ReadResult.EMPTY);
    offer(writer, 2, 9);
    assertReads(reader, 2, 9);
    assertThat(reader.read()).isEqualTo(ReadResult.EMPTY);
  }

  @Test
  default void shouldNotRedeliverStreamedMessageWhenHandlerThrows() {
    TestRing ring = newRing();
    RingWriter writer = ring.attachWriter();
    RingReader reader = ring.attachReader();
    begin(ring, writer, 1);
    while (!writer.advance()) {
      assertThat(reader.read()).isEqualTo(ReadResult.EMPTY);
    }
    offer(writer, 2, 9);

    assertThatThrownBy(
            () ->
                reader.poll(
                    (message, position) -> {
                      assertIsMessage(message, 1, streamed(ring));
                      throw new UnsupportedOperationException("handler");
                    },
                    1))
        .hasMessage("handler");

    assertReads(reader, 2, 9);
  }

  @Test
  default void shouldNotReleaseHeldMessagesWithStreamedParts() {
    TestRing ring = newRing();
    RingWriter writer = ring.attachWriter();
    RingReader reader = ring.attachReader();
    offer(writer, 1, 9);
    assertReads(reader, 1, 9);
    begin(ring, writer, 2);

    assertThat(reader.read()).isEqualTo(ReadResult.EMPTY);
    assertThat(writer.advance()).isFalse();
    assertThat(reader.read()).isEqualTo(ReadResult.EMPTY);
    assertReads(ring.attachReader(), 1, 9);
  }

  @Test
  default void shouldTakeOneFrameWhenMessageIsAsLongAsAClaim() {
    TestRing ring = newRing();
    RingWriter writer = ring.attachWriter();
    int length = writer.maxClaim();
    long before = writer.position();
    writer.begin(message(1, length), 0, length);

    assertThat(writer.advance()).isTrue();

    assertThat(writer.position()).isEqualTo(before + FrameDescriptor.span(length));
  }
}
