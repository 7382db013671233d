package io.culvert.bench.contender.limit;

import static org.assertj.core.api.Assertions.assertThat;

import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

class MinimalRingTest {

  private static final int CAPACITY = 1024;
  private static final int FRAME = 32;
  private static final byte[] PAYLOAD = new byte[FRAME - Long.BYTES];
  private static final int FRAMES = CAPACITY / FRAME;

  /** The reader releases, and the writer publishes, after this fraction at the latest. */
  private static final int PARTS = 8;

  private final MinimalRing ring =
      new MinimalRing(new UnsafeBuffer(new byte[MinimalRing.HEADER + CAPACITY]));
  private final MinimalRing.Reader reader = ring.reader();

  @Test
  void shouldReadNothingWhenNothingIsWritten() {
    assertThat(reader.poll()).isNull();
    assertThat(reader.hasEnded()).isFalse();
  }

  @Test
  void shouldReadWhatWasWrittenWhenFramesWrap() {
    MinimalRing.Writer writer = ring.writer(1);
    for (int i = 0; i < 1_000; i++) {
      byte[] payload = new byte[1 + i % 100];
      payload[0] = (byte) i;
      assertThat(writer.offer(payload)).isTrue();
      assertThat(reader.poll()).isEqualTo(payload);
    }
    assertThat(reader.poll()).isNull();
  }

  @Test
  void shouldRefuseWhenFullAndAcceptWhenRead() {
    MinimalRing.Writer writer = ring.writer(1);
    fill(writer);
    assertThat(writer.offer(PAYLOAD)).isFalse();
    for (int i = 0; i < FRAMES / PARTS; i++) {
      assertThat(reader.poll()).isEqualTo(PAYLOAD);
    }
    for (int i = 0; i < FRAMES / PARTS; i++) {
      assertThat(writer.offer(PAYLOAD)).isTrue();
    }
    assertThat(writer.offer(PAYLOAD)).isFalse();
  }

  @Test
  void shouldHideMessagesWhenBatchIsNotFull() {
    MinimalRing.Writer writer = ring.writer(3);
    writer.offer(PAYLOAD);
    writer.offer(PAYLOAD);
    assertThat(reader.poll()).isNull();
    writer.offer(PAYLOAD);
    for (int i = 0; i < 3; i++) {
      assertThat(reader.poll()).isEqualTo(PAYLOAD);
    }
    assertThat(reader.poll()).isNull();
  }

  @Test
  void shouldPublishBeforeBatchIsFullWhenBytesAreMany() {
    MinimalRing.Writer writer = ring.writer(FRAMES);
    for (int i = 1; i < FRAMES / PARTS; i++) {
      writer.offer(PAYLOAD);
    }
    assertThat(reader.poll()).isNull();
    writer.offer(PAYLOAD);
    assertThat(reader.poll()).isEqualTo(PAYLOAD);
  }

  @Test
  void shouldEndAfterLastMessageWhenWriterEnds() {
    MinimalRing.Writer writer = ring.writer(32);
    writer.offer(PAYLOAD);
    assertThat(writer.end()).isTrue();
    assertThat(reader.poll()).isEqualTo(PAYLOAD);
    assertThat(reader.poll()).isNull();
    assertThat(reader.hasEnded()).isTrue();
    assertThat(reader.poll()).isNull();
  }

  private static void fill(MinimalRing.Writer writer) {
    for (int i = 0; i < FRAMES; i++) {
      assertThat(writer.offer(PAYLOAD)).isTrue();
    }
  }
}
