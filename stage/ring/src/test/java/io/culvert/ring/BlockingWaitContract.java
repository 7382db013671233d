package io.culvert.ring;

import static io.culvert.ring.RingMessages.assertReads;
import static io.culvert.ring.RingMessages.offer;
import static io.culvert.testing.Messages.assertIsMessage;
import static io.culvert.testing.Messages.message;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Contract for {@code send} and {@code receive}, which wait on their callers' threads. */
interface BlockingWaitContract extends RingContract {

  Duration LONG = Duration.ofSeconds(60);
  Duration SHORT = Duration.ofMillis(30);

  @Test
  default void shouldReceiveWithoutWaitingWhenMessageIsThere() throws InterruptedException {
    TestRing ring = newRing();
    RingWriter writer = ring.attachWriter();
    RingReader reader = ring.attachReader();
    offer(writer, 1, 5);
    writer.complete();
    List<Integer> lengths = new ArrayList<>();

    assertThat(reader.receive((message, at) -> lengths.add(message.capacity()), Duration.ZERO))
        .isEqualTo(ReadResult.MESSAGE);
    assertThat(reader.receive((message, at) -> lengths.add(message.capacity()), LONG))
        .isEqualTo(ReadResult.COMPLETED);

    assertThat(lengths).containsExactly(5);
  }

  @Test
  default void shouldReturnFromReceiveWhenTimedOut() throws InterruptedException {
    RingReader reader = newRing().attachReader();
    for (Duration timeout : List.of(SHORT, Duration.ZERO, Duration.ofSeconds(-1))) {
      long begin = System.nanoTime();
      assertThat(reader.receive((message, at) -> {}, timeout)).isEqualTo(ReadResult.EMPTY);
      assertThat(System.nanoTime() - begin).isGreaterThanOrEqualTo(timeout.toNanos());
    }
  }

  @Test
  default void shouldLeaveNothingWhenSendTimesOut() throws InterruptedException {
    TestRing ring = newRing();
    RingWriter writer = ring.attachWriter();
    ring.fill(writer);
    long before = ring.checksum();
    for (Duration timeout : List.of(SHORT, Duration.ZERO, Duration.ofSeconds(-1))) {
      long begin = System.nanoTime();
      assertThat(writer.send(message(1, 5), 0, 5, timeout)).isFalse();
      assertThat(System.nanoTime() - begin).isGreaterThanOrEqualTo(timeout.toNanos());
    }
    assertThat(ring.checksum()).isEqualTo(before);
  }

  @Test
  default void shouldAcceptLongestTimeout() throws InterruptedException {
    TestRing ring = newRing();
    RingWriter writer = ring.attachWriter();
    RingReader reader = ring.attachReader();
    Duration ever = Duration.ofSeconds(Long.MAX_VALUE);

    assertThat(writer.send(message(1, 5), 0, 5, ever)).isTrue();
    assertThat(reader.receive((message, at) -> assertIsMessage(message, 1, 5), ever))
        .isEqualTo(ReadResult.MESSAGE);
  }

  @Test
  default void shouldPassMessagesBetweenWaitingThreads() throws Exception {
    TestRing ring = newRing();
    RingWriter writer = ring.attachWriter();
    RingReader reader = ring.attachReader();
    int[] lengths = {0, 9, writer.maxClaim(), 2 * writer.maxClaim(), 3 * ring.capacity() + 1};
    Background sending =
        Background.run(
            () -> {
              for (int i = 0; i < 25; i++) {
                int length = lengths[i % lengths.length];
                assertThat(writer.send(message(i, length), 0, length, LONG)).isTrue();
              }
              writer.complete();
            });

    for (int i = 0; i < 25; i++) {
      int number = i;
      int length = lengths[i % lengths.length];
      assertThat(reader.receive((message, at) -> assertIsMessage(message, number, length), LONG))
          .isEqualTo(ReadResult.MESSAGE);
    }
    assertThat(reader.receive((message, at) -> {}, LONG)).isEqualTo(ReadResult.COMPLETED);
    sending.join();
  }

  @Test
  default void shouldStopReceivingWhenInterrupted() throws Exception {
    RingReader reader = newRing().attachReader();
    Background receiving =
        Background.run(
            () ->
                assertThatExceptionOfType(InterruptedException.class)
                    .isThrownBy(() -> reader.receive((message, at) -> {}, LONG)));

    receiving.interruptOnceItWaits();
    receiving.join();
  }

  @Test
  default void shouldStopSendingWhenInterruptedAndKeepWriterUsable() throws Exception {
    TestRing ring = newRing();
    RingWriter writer = ring.attachWriter();
    ring.fill(writer);
    long position = writer.position();
    Background sending =
        Background.run(
            () ->
                assertThatExceptionOfType(InterruptedException.class)
                    .isThrownBy(() -> writer.send(message(1, 5), 0, 5, LONG)));

    sending.interruptOnceItWaits();
    sending.join();

    RingReader reader = ring.attachReader();
    while (reader.read() == ReadResult.MESSAGE) {
      reader.release();
    }
    assertThat(reader.position()).isEqualTo(position);
    offer(writer, 2, 5);
    assertReads(reader, 2, 5);
  }
}
