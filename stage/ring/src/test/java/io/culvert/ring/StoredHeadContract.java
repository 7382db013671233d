package io.culvert.ring;

import static io.culvert.ring.RingMessages.assertReads;
import static io.culvert.ring.RingMessages.offer;
import static io.culvert.ring.RingMessages.offerAll;
import static io.culvert.ring.RingMessages.read;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.culvert.exceptions.FencedException;
import org.junit.jupiter.api.Test;

/** Contract for the stores of the head: a reader stores releases in batches. */
interface StoredHeadContract extends RingContract {

  @Test
  default void shouldStoreHeadAfterSixtyFourReleasedMessages() {
    TestRing ring = newRing();
    RingWriter writer = ring.attachWriter();
    RingReader reader = ring.attachReader();
    long first = ring.head();
    offerAll(writer, 100, 8);
    long[] ends = read(reader, 100, 8);

    reader.release(ends[30]);
    reader.release(ends[62]);
    assertThat(ring.head()).isEqualTo(first);
    reader.release(ends[63]);
    assertThat(ring.head()).isEqualTo(ends[63]);
    reader.release(ends[90]);
    assertThat(ring.head()).isEqualTo(ends[63]);
  }

  @Test
  default void shouldStoreHeadWhenTailIsLoadedAgain() {
    TestRing ring = newRing();
    RingWriter writer = ring.attachWriter();
    RingReader reader = ring.attachReader();
    long first = ring.head();
    offerAll(writer, 63, 8);
    long[] ends = read(reader, 63, 8);

    reader.release(ends[30]);
    reader.release();
    assertThat(ring.head()).isEqualTo(first);
    offer(writer, 63, 8);
    assertReads(reader, 63, 8); // loads the tail, and stores what is released
    assertThat(ring.head()).isEqualTo(ends[62]);
  }

  @Test
  default void shouldReportStoredHeadAndPublishedTail() {
    TestRing ring = newRing();
    RingWriter writer = ring.attachWriter();
    RingReader reader = ring.attachReader();
    long first = ring.head();
    assertThat(reader.storedHead()).isEqualTo(first);
    assertThat(writer.published()).isEqualTo(first);
    writer.claim(8);
    writer.commit(8);
    assertThat(writer.published()).isEqualTo(first);
    writer.publish();
    assertThat(writer.published()).isEqualTo(ring.tail()).isEqualTo(first + 16);

    assertThat(reader.read()).isEqualTo(ReadResult.MESSAGE);
    reader.release();
    assertThat(reader.storedHead()).isEqualTo(first);
    assertThat(reader.read()).isEqualTo(ReadResult.EMPTY);
    assertThat(reader.storedHead()).isEqualTo(ring.head()).isEqualTo(first + 16);
  }

  @Test
  default void shouldStoreNoReleaseWhenReaderIsFenced() {
    TestRing ring = newRing();
    RingWriter writer = ring.attachWriter();
    RingReader fenced = ring.attachReader();
    offer(writer, 0, 9);
    offer(writer, 1, 9);
    assertReads(fenced, 0, 9);
    long end = fenced.position();
    assertReads(fenced, 1, 9);
    ring.attachReader();
    long before = ring.checksum();

    fenced.release(end);
    assertThatExceptionOfType(FencedException.class).isThrownBy(fenced::storeReleased);

    assertThat(ring.checksum()).isEqualTo(before);
  }

  @Test
  default void shouldCountMessageOnceWhenItsHandlerThrows() {
    TestRing ring = newRing();
    RingWriter writer = ring.attachWriter();
    RingReader reader = ring.attachReader();
    long first = ring.head();
    offerAll(writer, 63, 8);
    assertThatExceptionOfType(UnsupportedOperationException.class)
        .isThrownBy(
            () ->
                reader.poll(
                    (message, position) -> {
                      throw new UnsupportedOperationException("handler");
                    },
                    1));
    read(reader, 63, 8);

    reader.release();

    assertThat(ring.head()).as("a batch is not full yet").isEqualTo(first);
  }
}
