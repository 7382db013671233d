package io.culvert.ring;

import static io.culvert.ring.RingMessages.offer;
import static io.culvert.testing.Messages.message;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.stream.Stream;
import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** Nothing may access the memory after it was unmapped: a wrong access kills the JVM. */
interface ClosedContract extends RingContract {

  private static void assertRefuseAll(ThrowingCallable... calls) {
    Stream.of(calls)
        .forEach(
            call ->
                assertThatIllegalStateException()
                    .isThrownBy(call)
                    .withMessageContaining("closed")
                    .withMessageContaining("file="));
  }

  @Test
  default void shouldRefuseEveryCallWhenWriterIsClosed() {
    TestRing ring = newRing();
    RingWriter writer = ring.attachWriter();
    UnsafeBuffer message = message(1, 5);
    offer(writer, 1, 5);
    writer.claim(5);
    writer.commit(5);
    ring.close();

    assertRefuseAll(
        () -> writer.claim(5),
        () -> writer.offer(message, 0, 5),
        () -> writer.offer(message, 0, 5, 7),
        () -> writer.putToken(7),
        () -> writer.send(message, 0, 5, Duration.ZERO),
        () -> writer.begin(message, 0, 5),
        writer::advance,
        writer::publish,
        writer::complete,
        () -> writer.fail(EndContract.LONGEST_FAILURE),
        writer::isRoomMade,
        writer::isDrained,
        writer::isReaderChanged,
        writer::readerState,
        writer::readerReason);
    writer.abort();
    writer.close();
  }

  @Test
  default void shouldNotCommitClaimWhenWriterIsClosed() {
    TestRing ring = newRing();
    RingWriter writer = ring.attachWriter();
    MutableDirectBuffer claim = writer.claim(5);
    ring.close();

    assertThatIllegalStateException().isThrownBy(() -> writer.commit(5));
    assertThat(claim.capacity()).isZero();
    assertBoundsHold(() -> claim.putByte(0, (byte) 1));
  }

  @Test
  default void shouldNotAdvanceWhenWriterIsClosedMidMessage() {
    TestRing ring = newRing();
    RingWriter writer = ring.attachWriter();
    int length = 2 * ring.capacity();
    writer.begin(message(1, length), 0, length);
    assertThat(writer.advance()).isFalse();
    ring.close();

    assertRefuseAll(writer::advance);
  }

  @Test
  default void shouldRefuseEveryCallWhenReaderIsClosed() {
    TestRing ring = newRing();
    RingWriter writer = ring.attachWriter();
    RingReader reader = ring.attachReader();
    offer(writer, 1, 5);
    offer(writer, 2, 5);
    assertThat(reader.read()).isEqualTo(ReadResult.MESSAGE);
    ring.close();

    MessageHandler handler = (message, position) -> {};
    assertRefuseAll(
        reader::read,
        reader::release,
        () -> reader.release(0),
        reader::storeReleased,
        () -> reader.poll(handler, 1),
        () -> reader.receive(handler, Duration.ZERO),
        reader::isReadable,
        reader::complete,
        reader::cancel,
        () -> reader.fail("no"));
    reader.close();
  }

  @Test
  default void shouldEmptyPayloadWhenReaderIsClosed() {
    TestRing ring = newRing();
    RingWriter writer = ring.attachWriter();
    RingReader reader = ring.attachReader();
    offer(writer, 1, 5);
    assertThat(reader.read()).isEqualTo(ReadResult.MESSAGE);
    DirectBuffer payload = reader.payload();
    ring.close();

    assertThat(payload.capacity()).isZero();
    assertBoundsHold(() -> payload.getByte(0));
  }

  /** If Agrona's bounds checks are switched off, only the empty view can be tested. */
  private static void assertBoundsHold(ThrowingCallable access) {
    if (UnsafeBuffer.SHOULD_BOUNDS_CHECK) {
      assertThatExceptionOfType(IndexOutOfBoundsException.class).isThrownBy(access);
    }
  }

  @Test
  default void shouldRefuseAttachWhenRingIsClosed() {
    TestRing ring = newRing();
    ring.close();

    assertRefuseAll(ring::attachWriter, ring::attachReader);
  }

  @Test
  default void shouldHoldNoMemoryWhenAttachFails() {
    TestRing ring = newRing();
    ring.setTail(7);
    assertThatThrownBy(ring::attachWriter).hasMessageContaining("corrupt");
    assertThatThrownBy(ring::attachReader).hasMessageContaining("corrupt");

    ring.close();

    assertRefuseAll(() -> ring.memory().retain());
  }
}
