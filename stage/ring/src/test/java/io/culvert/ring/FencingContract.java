package io.culvert.ring;

import static io.culvert.ring.RingMessages.assertReads;
import static io.culvert.ring.RingMessages.offer;
import static io.culvert.ring.RingMessages.offerAll;
import static io.culvert.testing.Messages.message;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.culvert.exceptions.FencedException;
import io.culvert.ring.layout.RoleStatus;
import java.util.stream.Stream;
import org.agrona.concurrent.UnsafeBuffer;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** Contract for a writer or reader that a successor fenced: it must not store anything. */
interface FencingContract extends RingContract {

  @Test
  default void shouldStoreNothingWhenWriterIsFenced() {
    TestRing ring = newRing();
    RingReader reader = ring.attachReader();
    RingWriter fenced = ring.attachWriter();
    offer(fenced, 1, 5);
    RingWriter successor = ring.attachWriter();
    offer(successor, 2, 50);
    UnsafeBuffer other = message(3, 100);
    int several = fenced.maxClaim() + 1;
    UnsafeBuffer large = message(4, several);
    long before = ring.checksum();

    Stream.<ThrowingCallable>of(
            () -> fenced.claim(100),
            () -> fenced.offer(other, 0, 100),
            () -> fenced.offer(large, 0, several),
            () -> {
              fenced.begin(large, 0, several);
              fenced.advance();
            },
            fenced::complete,
            fenced::complete,
            () -> fenced.fail(EndContract.LONGEST_FAILURE))
        .forEach(
            call ->
                assertThatExceptionOfType(FencedException.class)
                    .isThrownBy(call)
                    .withMessageContaining("role=writer")
                    .withMessageContaining("epoch=1")
                    .withMessageContaining("found=2")
                    .withMessageContaining("file=" + ring.memory().file()));
    fenced.close();

    assertThat(ring.checksum()).isEqualTo(before);
    assertReads(reader, 1, 5);
    assertReads(reader, 2, 50);
    assertThat(reader.read()).isEqualTo(ReadResult.EMPTY);
  }

  @Test
  default void shouldPublishNothingWhenFencedMidBatch() {
    TestRing ring = newRing();
    RingReader reader = ring.attachReader();
    RingWriter fenced = ring.attachWriter();
    fenced.claim(5).putBytes(0, message(1, 5), 0, 5);
    fenced.commit(5);
    RingWriter successor = ring.attachWriter();

    long before = ring.checksum();

    assertThatExceptionOfType(FencedException.class).isThrownBy(fenced::publish);
    assertThatExceptionOfType(FencedException.class).isThrownBy(fenced::complete);
    assertThatExceptionOfType(FencedException.class)
        .isThrownBy(() -> fenced.fail(EndContract.LONGEST_FAILURE));
    fenced.close();

    assertThat(ring.checksum()).isEqualTo(before);
    assertThat(reader.read()).isEqualTo(ReadResult.EMPTY);
    offer(successor, 2, 5);
    assertReads(reader, 2, 5);
  }

  @Test
  default void shouldStoreNothingWhenReaderIsFenced() {
    TestRing ring = newRing();
    RingWriter writer = ring.attachWriter();
    RingReader fenced = ring.attachReader();
    offer(writer, 1, 5);
    offer(writer, 2, 5);
    assertReads(fenced, 1, 5);
    fenced.release();
    RingReader successor = ring.attachReader();
    long before = ring.checksum();

    assertReads(fenced, 2, 5);
    fenced.release();
    Stream.<ThrowingCallable>of(fenced::read, fenced::complete)
        .forEach(
            call ->
                assertThatExceptionOfType(FencedException.class)
                    .isThrownBy(call)
                    .withMessageContaining("role=reader")
                    .withMessageContaining("file=" + ring.memory().file()));
    fenced.cancel();
    fenced.fail("fenced");
    fenced.close();

    assertThat(ring.checksum()).isEqualTo(before);
    assertThat(writer.readerState()).isEqualTo(RoleStatus.ATTACHED);
    assertThat(writer.readerReason()).isEmpty();
    assertReads(successor, 1, 5);
  }

  @Test
  default void shouldFailAtNextReleaseBatchWhenReaderIsFenced() {
    TestRing ring = newRing();
    RingWriter writer = ring.attachWriter();
    offerAll(writer, 200, 8);
    RingReader fenced = ring.attachReader();
    ring.attachReader();
    long before = ring.checksum();

    assertThatExceptionOfType(FencedException.class)
        .isThrownBy(() -> fenced.poll((message, position) -> {}, RingReader.RELEASE_MESSAGES));

    assertThat(ring.checksum()).isEqualTo(before);
  }
}
