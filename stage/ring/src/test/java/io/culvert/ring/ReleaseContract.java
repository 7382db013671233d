package io.culvert.ring;

import static io.culvert.ring.RingMessages.assertReads;
import static io.culvert.ring.RingMessages.offer;
import static io.culvert.ring.RingMessages.offerAll;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.culvert.ring.layout.FrameDescriptor;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Contract for the release of messages: when the writer may use their space again. */
interface ReleaseContract extends RingContract {

  @Test
  default void shouldStoreHeadAfterSixtyFourMessages() {
    TestRing ring = newRing();
    RingWriter writer = ring.attachWriter();
    RingReader reader = ring.attachReader();
    long first = ring.head();
    offerAll(writer, 200, 8);

    for (int i = 1; i <= 192; i++) {
      assertReads(reader, i - 1, 8);
      reader.release();
      assertThat(ring.head()).as("after %d", i).isEqualTo(first + 16L * (i / 64 * 64));
    }
  }

  @Test
  default void shouldStoreHeadAfterAnEighthOfTheCapacity() {
    TestRing ring = newRing();
    RingWriter writer = ring.attachWriter();
    RingReader reader = ring.attachReader();
    ring.moveTo(0, writer, reader);
    long first = ring.head();
    int eighth = ring.capacity() / 8;
    int length = eighth / 4 - FrameDescriptor.HEADER;
    offerAll(writer, 20, length);

    for (int i = 1; i <= 16; i++) {
      assertReads(reader, i - 1, length);
      reader.release();
      assertThat(ring.head()).as("after %d", i).isEqualTo(first + (long) eighth * (i / 4));
    }
  }

  @Test
  default void shouldStoreHeadWhenReadFindsNothing() {
    TestRing ring = newRing();
    RingWriter writer = ring.attachWriter();
    RingReader reader = ring.attachReader();
    long first = ring.head();
    offer(writer, 1, 8);

    assertReads(reader, 1, 8);
    reader.release();
    assertThat(ring.head()).isEqualTo(first);

    assertThat(reader.read()).isEqualTo(ReadResult.EMPTY);
    assertThat(ring.head()).isEqualTo(first + 16);
  }

  @Test
  default void shouldKeepSpaceOfUnreleasedMessages() {
    TestRing ring = newRing();
    RingWriter writer = ring.attachWriter();
    RingReader reader = ring.attachReader();
    long first = ring.head();
    ring.fill(writer);

    while (reader.read() == ReadResult.MESSAGE) {
      assertThat(ring.head()).isEqualTo(first);
    }

    assertThat(writer.claim(0)).isNull();
  }

  @Test
  default void shouldReleaseAllMessagesReadSoFar() {
    TestRing ring = newRing();
    RingWriter writer = ring.attachWriter();
    RingReader reader = ring.attachReader();
    offerAll(writer, 10, 8);
    for (int i = 0; i < 10; i++) {
      assertReads(reader, i, 8);
    }

    reader.release();
    reader.release();

    assertThat(reader.read()).isEqualTo(ReadResult.EMPTY);
    assertThat(ring.head()).isEqualTo(ring.tail());
    assertThat(writer.isDrained()).isTrue();
  }

  @Test
  default void shouldRedeliverMessageWhenPollHandlerThrows() {
    TestRing ring = newRing();
    RingWriter writer = ring.attachWriter();
    RingReader reader = ring.attachReader();
    int several = writer.maxClaim() + 1;
    offer(writer, 0, 8);
    offer(writer, 1, several);
    offer(writer, 2, 8);
    List<Integer> taken = new ArrayList<>();
    MessageHandler handler =
        (message, position) -> {
          taken.add(message.capacity());
          if (taken.size() % 2 == 0) {
            throw new UnsupportedOperationException("handler");
          }
        };

    assertThatThrownBy(() -> reader.poll(handler, 10)).hasMessage("handler");
    assertReads(reader, 1, several);
    RingReader successor = ring.attachReader();
    assertThatThrownBy(() -> successor.poll(handler, 10)).hasMessage("handler");

    assertThat(taken).containsExactly(8, several, 8, several);
    assertReads(successor, 1, several);
    assertReads(successor, 2, 8);
  }

  @Test
  default void shouldRedeliverMessageWhenReceiveHandlerThrows() {
    TestRing ring = newRing();
    RingWriter writer = ring.attachWriter();
    RingReader reader = ring.attachReader();
    offer(writer, 1, 8);

    assertThatThrownBy(
            () ->
                reader.receive(
                    (message, position) -> {
                      throw new UnsupportedOperationException("handler");
                    },
                    Duration.ZERO))
        .hasMessage("handler");

    assertReads(reader, 1, 8);
  }
}
