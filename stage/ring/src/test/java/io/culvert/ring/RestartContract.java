package io.culvert.ring;

import static io.culvert.ring.RingMessages.assertReads;
import static io.culvert.ring.RingMessages.offer;
import static io.culvert.ring.RingMessages.offerAll;
import static io.culvert.testing.Messages.message;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Contract for successors. A predecessor that is not closed here stands for one that died. */
interface RestartContract extends RingContract {

  @Test
  default void shouldResumeReaderAtFirstUnreleasedMessage() {
    TestRing ring = newRing();
    RingWriter writer = ring.attachWriter();
    RingReader first = ring.attachReader();
    offer(writer, 1, 5);
    offer(writer, 2, 5);
    offer(writer, 3, 5);
    assertReads(first, 1, 5);
    first.release();
    assertReads(first, 2, 5);

    first.close();

    RingReader second = ring.attachReader();
    assertReads(second, 2, 5);
    assertReads(second, 3, 5);
    assertThat(second.read()).isEqualTo(ReadResult.EMPTY);
  }

  @Test
  default void shouldRedeliverMessagesWhenReleaseWasNotStored() {
    TestRing ring = newRing();
    RingWriter writer = ring.attachWriter();
    RingReader dead = ring.attachReader();
    offerAll(writer, 100, 5);
    for (int i = 0; i < 70; i++) {
      assertReads(dead, i, 5);
      dead.release();
    }

    RingReader second = ring.attachReader();

    for (int i = 64; i < 100; i++) {
      assertReads(second, i, 5);
    }
    assertThat(second.read()).isEqualTo(ReadResult.EMPTY);
  }

  @Test
  default void shouldNotRedeliverMessagesWhenReleaseWasStored() {
    TestRing ring = newRing();
    RingWriter writer = ring.attachWriter();
    RingReader dead = ring.attachReader();
    long[] ends = new long[20];
    for (int i = 0; i < 20; i++) {
      offer(writer, i, 5);
      assertReads(dead, i, 5);
      ends[i] = dead.position();
    }
    dead.release(ends[7]);
    dead.storeReleased();
    dead.release(ends[11]);

    RingReader second = ring.attachReader();

    for (int i = 8; i < 20; i++) {
      assertReads(second, i, 5);
    }
    assertThat(second.read()).isEqualTo(ReadResult.EMPTY);
  }

  @Test
  default void shouldResumeWriterAfterLastPublishedMessage() {
    TestRing ring = newRing();
    RingReader reader = ring.attachReader();
    RingWriter first = ring.attachWriter();
    offer(first, 1, 5);
    first.claim(100).putBytes(0, message(2, 100), 0, 100);
    first.commit(100);
    first.close();

    RingWriter second = ring.attachWriter();
    offer(second, 3, 5);

    assertReads(reader, 1, 5);
    assertReads(reader, 3, 5);
    assertThat(reader.read()).isEqualTo(ReadResult.EMPTY);
  }

  @Test
  default void shouldDropUnpublishedMessagesWhenWriterDies() {
    TestRing ring = newRing();
    RingReader reader = ring.attachReader();
    RingWriter dead = ring.attachWriter();
    offer(dead, 1, 5);
    dead.claim(50).putBytes(0, message(2, 50), 0, 50);
    dead.commit(50);
    dead.claim(60).putBytes(0, message(3, 60), 0, 60);

    RingWriter second = ring.attachWriter();
    offer(second, 4, 5);

    assertReads(reader, 1, 5);
    assertReads(reader, 4, 5);
    assertThat(reader.read()).isEqualTo(ReadResult.EMPTY);
  }

  @Test
  default void shouldFindTokenOfLastPublishedMessageAfterDeaths() {
    TestRing ring = newRing();
    RingReader reader = ring.attachReader();
    RingWriter dead = ring.attachWriter();
    for (int i = 0; i < 10; i++) {
      assertThat(dead.offer(message(i, 5), 0, 5, i)).isTrue();
    }
    dead.claim(5).putBytes(0, message(10, 5), 0, 5);
    dead.commit(5);
    dead.putToken(10);

    for (int round = 0; round < 20; round++) {
      RingWriter next = ring.attachWriter();
      int token = (int) next.resumePoint().token().orElseThrow();
      assertThat(token).isEqualTo(9 + round);
      assertThat(next.offer(message(token + 1, 5), 0, 5, token + 1)).isTrue();
      next.claim(5);
      next.commit(5);
      next.putToken(-1);
    }
    for (int i = 0; i < 30; i++) {
      assertReads(reader, i, 5);
    }
    assertThat(reader.read()).isEqualTo(ReadResult.EMPTY);
  }

  @Test
  default void shouldKeepMessagesWhenBothSidesAreGone() {
    TestRing ring = newRing();
    RingWriter writer = ring.attachWriter();
    for (int i = 0; i < 10; i++) {
      offer(writer, i, 100 * i);
    }
    writer.complete();
    writer.close();

    RingReader reader = ring.attachReader();
    for (int i = 0; i < 10; i++) {
      assertReads(reader, i, 100 * i);
    }
    assertThat(reader.read()).isEqualTo(ReadResult.COMPLETED);
  }

  @Test
  default void shouldCountRoomUsedByPredecessor() {
    TestRing ring = newRing();
    RingWriter first = ring.attachWriter();
    ring.fill(first);
    first.close();

    assertThat(ring.attachWriter().claim(0)).isNull();
  }

  @Test
  default void shouldReattachBothSidesAThousandTimes() {
    TestRing ring = newRing();
    for (int i = 0; i < 1000; i++) {
      RingWriter writer = ring.attachWriter();
      offer(writer, i, i);
      RingReader reader = ring.attachReader();
      assertReads(reader, i, i);
      reader.release();
      reader.close();
      writer.close();
    }
  }
}
