package io.culvert.ring;

import static io.culvert.ring.RingMessages.assertReads;
import static io.culvert.ring.RingMessages.offer;
import static io.culvert.ring.RingMessages.offerAll;
import static io.culvert.ring.RingMessages.read;
import static io.culvert.testing.Messages.message;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

/** Contract for releasing messages while later ones that were read are still in use. */
interface HeldMessagesContract extends RingContract {

  private static void assertRefused(TestRing ring, RingReader reader, long position) {
    long before = ring.checksum();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> reader.release(position))
        .withMessageContaining("position=" + position)
        .withMessageContaining("read=" + reader.position())
        .withMessageContaining("file=" + ring.memory().file());
    reader.storeReleased();
    assertThat(ring.checksum()).isEqualTo(before);
  }

  @Test
  default void shouldReleaseMessagesUpToThePosition() {
    TestRing ring = newRing();
    RingWriter writer = ring.attachWriter();
    RingReader reader = ring.attachReader();
    long first = ring.head();
    offerAll(writer, 10, 8);
    long[] ends = read(reader, 10, 8);

    reader.release(ends[3]);
    assertThat(ring.head()).isEqualTo(first);
    reader.storeReleased();
    assertThat(ring.head()).isEqualTo(ends[3]).isEqualTo(reader.storedHead());
    assertThat(reader.read()).isEqualTo(ReadResult.EMPTY);
    assertThat(ring.head()).isEqualTo(ends[3]);

    RingReader successor = ring.attachReader();
    for (int i = 4; i < 10; i++) {
      assertReads(successor, i, 8);
    }
  }

  @Test
  default void shouldIgnoreReleaseOfAnEarlierPosition() {
    TestRing ring = newRing();
    RingWriter writer = ring.attachWriter();
    RingReader reader = ring.attachReader();
    long first = ring.head();
    offerAll(writer, 3, 8);
    long[] ends = read(reader, 3, 8);

    for (long end : new long[] {ends[1], ends[0], first, 0, ends[1]}) {
      reader.release(end);
      reader.storeReleased();
      assertThat(ring.head()).isEqualTo(ends[1]);
    }
    reader.release();
    reader.release(ends[0]);
    reader.storeReleased();
    assertThat(ring.head()).isEqualTo(ends[2]);
  }

  @Test
  default void shouldRejectReleaseWhenPositionIsNoMessageBoundary() {
    TestRing ring = newRing();
    RingWriter writer = ring.attachWriter();
    RingReader reader = ring.attachReader();
    ring.moveTo(ring.capacity() - 64, writer, reader);
    int several = writer.maxClaim() + 1;
    offer(writer, 0, 24);
    offer(writer, 1, several);
    offer(writer, 2, 24);
    offer(writer, 3, 24);
    assertReads(reader, 0, 24);
    long begin = reader.messagePosition();
    assertReads(reader, 1, several);
    assertReads(reader, 2, 24);

    assertRefused(ring, reader, -8);
    assertRefused(ring, reader, ring.head() - 7); // before all of them
    assertRefused(ring, reader, Long.MIN_VALUE);
    assertRefused(ring, reader, reader.position() + 8);
    assertRefused(ring, reader, ring.tail());
    assertRefused(ring, reader, Long.MAX_VALUE & ~7);
    assertRefused(ring, reader, begin + 33);
    assertRefused(ring, reader, begin + 16); // inside a frame
    assertRefused(ring, reader, begin + 40); // inside a padding
    assertRefused(ring, reader, begin + 64 + ring.capacity() / 16); // inside a message
  }

  @Test
  default void shouldReleaseUpToTheStartOfAMessage() {
    TestRing ring = newRing();
    RingWriter writer = ring.attachWriter();
    RingReader reader = ring.attachReader();
    ring.moveTo(ring.capacity() - 64, writer, reader);
    offer(writer, 0, 24);
    offer(writer, 1, 100); // after a padding
    offer(writer, 2, 8);
    assertReads(reader, 0, 24);
    long end = reader.position();
    assertReads(reader, 1, 100);
    long begin = reader.messagePosition();
    assertReads(reader, 2, 8);
    assertThat(begin).isGreaterThan(end);

    reader.release(begin);
    reader.storeReleased();

    assertThat(ring.head()).isEqualTo(begin);
    assertReads(ring.attachReader(), 1, 100);
  }

  @Test
  default void shouldReleaseEachMessageOnItsOwn() {
    TestRing ring = newRing();
    RingWriter writer = ring.attachWriter();
    RingReader reader = ring.attachReader();
    int[] lengths = {24, writer.maxClaim(), 0, writer.maxClaim() + 1, 8, 1};
    for (int round = 0; round < 5; round++) {
      long[] ends = new long[lengths.length];
      for (int i = 0; i < lengths.length; i++) {
        offer(writer, i, lengths[i]);
      }
      for (int i = 0; i < lengths.length; i++) {
        assertReads(reader, i, lengths[i]);
        ends[i] = reader.position();
      }
      for (int i = 0; i < lengths.length; i++) {
        reader.release(ends[i]);
        reader.storeReleased();
        assertThat(ring.head()).isEqualTo(ends[i]);
      }
      assertThat(writer.isDrained()).isTrue();
    }
  }

  @Test
  default void shouldReleasePaddingWithTheMessageBeforeIt() {
    TestRing ring = newRing();
    RingWriter writer = ring.attachWriter();
    RingReader reader = ring.attachReader();
    ring.moveTo(ring.capacity() - 64, writer, reader);
    offer(writer, 0, 24);
    assertReads(reader, 0, 24);
    long end = reader.position();
    assertThat(writer.claim(100)).isNotNull();
    writer.abort();
    writer.publish();
    assertThat(reader.read()).isEqualTo(ReadResult.EMPTY);
    assertThat(reader.position()).isGreaterThan(end);
    assertThat(ring.head()).isLessThan(end);

    reader.release(end);
    reader.storeReleased();

    assertThat(writer.isDrained()).isTrue();
  }

  @Test
  default void shouldNeedReleaseWhenStreamedMessageFindsNoRoom() {
    TestRing ring = newRing();
    RingWriter writer = ring.attachWriter();
    RingReader reader = ring.attachReader();
    int length = 2 * ring.capacity() + 5;
    offer(writer, 0, 9);
    offer(writer, 1, 9);
    long first = ring.head();
    assertReads(reader, 0, 9);
    long end = reader.position();
    assertReads(reader, 1, 9);
    long last = reader.position();
    writer.begin(message(2, length), 0, length);
    for (int i = 0; i < 3; i++) {
      assertThat(writer.advance()).isFalse();
      assertThat(reader.read()).isEqualTo(ReadResult.EMPTY);
      assertThat(ring.head()).isEqualTo(first);
    }

    reader.release(end);
    assertThat(reader.read()).isEqualTo(ReadResult.EMPTY);
    assertThat(ring.head()).isEqualTo(end);
    RingReader successor = ring.attachReader();
    assertReads(successor, 1, 9);
    assertThat(successor.position()).isEqualTo(last);
    assertThat(successor.read()).isEqualTo(ReadResult.EMPTY);

    successor.release(last);
    while (!writer.advance()) {
      assertThat(successor.read()).isEqualTo(ReadResult.EMPTY);
    }
    assertReads(successor, 2, length);
    successor.release(successor.position());
    successor.storeReleased();
    assertThat(writer.isDrained()).isTrue();
  }

  @Test
  default void shouldReleaseDroppedPartsWithAdjacentMessages() {
    TestRing ring = newRing();
    RingReader reader = ring.attachReader();
    RingWriter dead = ring.attachWriter();
    offer(dead, 0, 9);
    assertReads(reader, 0, 9);
    long first = reader.position();
    int length = 2 * ring.capacity();
    dead.begin(message(1, length), 0, length);
    assertThat(dead.advance()).isFalse();
    assertThat(reader.read()).isEqualTo(ReadResult.EMPTY);

    reader.release(first);
    assertThat(reader.read()).isEqualTo(ReadResult.EMPTY);
    RingWriter writer = ring.attachWriter();
    offer(writer, 2, 9);
    offer(writer, 3, 9);
    assertReads(reader, 2, 9);
    long second = reader.position();
    assertReads(reader, 3, 9);
    reader.release(second);
    reader.storeReleased();

    assertThat(ring.head()).isEqualTo(second);
    assertReads(ring.attachReader(), 3, 9);
  }

  @Test
  default void shouldKeepDroppedPartsUntilTheNextRelease() {
    TestRing ring = newRing();
    RingReader reader = ring.attachReader();
    RingWriter dead = ring.attachWriter();
    offer(dead, 0, 9);
    offer(dead, 1, 1000);
    assertReads(reader, 0, 9);
    long first = reader.position();
    assertReads(reader, 1, 1000);
    long second = reader.position();
    int length = 2 * ring.capacity();
    dead.begin(message(2, length), 0, length);
    assertThat(dead.advance()).isFalse();
    assertThat(reader.read()).isEqualTo(ReadResult.EMPTY);
    reader.release(first);
    reader.storeReleased();
    RingWriter writer = ring.attachWriter();
    offer(writer, 3, 0); // uses the room that is too small for another fragment
    assertReads(reader, 3, 0);

    reader.release(second);
    reader.storeReleased();
    assertThat(ring.head()).isEqualTo(second);
    reader.release(reader.position());
    reader.storeReleased();

    assertThat(writer.isDrained()).isTrue();
  }

  @Test
  default void shouldNotReleaseMessageWhenItsHandlerThrows() {
    TestRing ring = newRing();
    RingWriter writer = ring.attachWriter();
    RingReader reader = ring.attachReader();
    offer(writer, 0, 9);
    offer(writer, 1, 9);
    assertReads(reader, 0, 9);
    long end = reader.position();
    assertThatExceptionOfType(UnsupportedOperationException.class)
        .isThrownBy(
            () ->
                reader.poll(
                    (message, position) -> {
                      throw new UnsupportedOperationException("handler");
                    },
                    1));

    reader.release(end);
    reader.storeReleased();

    assertThat(ring.head()).isEqualTo(end);
    assertRefused(ring, reader, ring.tail());
    assertReads(reader, 1, 9);
  }
}
