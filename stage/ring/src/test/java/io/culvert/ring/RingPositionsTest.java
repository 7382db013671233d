package io.culvert.ring;

import static io.culvert.ring.RingMessages.assertReads;
import static io.culvert.ring.RingMessages.offer;
import static io.culvert.testing.Messages.message;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.culvert.exceptions.PositionsExhaustedException;
import io.culvert.ring.file.MappedRing;
import io.culvert.ring.file.RingDirectory;
import io.culvert.ring.file.RingSpec;
import io.culvert.ring.layout.RingDescriptor;
import io.culvert.testing.SharedMemoryDir;
import java.nio.file.Path;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests positions that a ring reaches only after years. */
class RingPositionsTest {

  private static final int CAPACITY = RingDescriptor.MIN_CAPACITY;
  private static final long END = 1L << 62;

  @TempDir(factory = SharedMemoryDir.class)
  Path directory;

  @ParameterizedTest
  @ValueSource(longs = {1L << 31, 1L << 32, 1L << 33, 1L << 53, END - 8 * CAPACITY})
  void shouldPassMessagesAcrossAPowerOfTwo(long edge) {
    for (int step = 0; step < 16; step++) {
      try (TestRing ring = TestRing.heap(CAPACITY, edge - CAPACITY + 8 * step)) {
        RingWriter writer = ring.attachWriter();
        RingReader reader = ring.attachReader();
        for (int i = 0; writer.position() < edge + CAPACITY; i++) {
          offer(writer, i, i * 50 % 3000);
          assertReads(reader, i, i * 50 % 3000);
          reader.release();
        }
      }
    }
  }

  @Test
  void shouldKeepFirstPositionOfTheRing() {
    RingSpec spec = TestRing.spec(CAPACITY);
    RingDirectory checked = RingDirectory.local(directory);
    MappedRing.openOrCreate(checked, "ring", spec, 1L << 40).close();

    try (MappedRing ring = MappedRing.openOrCreate(checked, "ring", spec, 0)) {
      assertThat(ring.header().firstPosition()).isEqualTo(1L << 40);
      try (RingReader reader = RingReader.attach(ring)) {
        assertThat(reader.position()).isEqualTo(1L << 40);
      }
    }
  }

  @Test
  void shouldRefuseMessagesWhenPositionsAreExhausted() {
    try (TestRing ring = TestRing.heap(CAPACITY, END - 16)) {
      RingWriter writer = ring.attachWriter();
      offer(writer, 1, 8);
      offer(writer, 2, 8);
      UnsafeBuffer message = message(3, 8);
      long before = ring.checksum();

      assertThatExceptionOfType(PositionsExhaustedException.class)
          .isThrownBy(() -> writer.offer(message, 0, 8))
          .withMessageContaining("position=" + (END + 16))
          .withMessageContaining("file=heap");
      assertThatExceptionOfType(PositionsExhaustedException.class)
          .isThrownBy(() -> writer.claim(0));
      assertThatExceptionOfType(PositionsExhaustedException.class)
          .isThrownBy(() -> writer.begin(message, 0, 8));

      assertThat(ring.checksum()).isEqualTo(before);
    }
  }

  /** The last element may be the largest possible one, and the stream can still end after it. */
  @Test
  void shouldDrainAndEndStreamWhenPositionsAreExhausted() {
    try (TestRing ring = TestRing.heap(CAPACITY, END - 8)) {
      RingWriter writer = ring.attachWriter();
      RingReader reader = ring.attachReader();
      int length = 4 * CAPACITY;
      writer.begin(message(1, length), 0, length);
      while (!writer.advance()) {
        assertThat(reader.read()).isEqualTo(ReadResult.EMPTY);
      }
      assertReads(reader, 1, length);
      reader.release();
      assertThat(reader.read()).isEqualTo(ReadResult.EMPTY);
      assertThat(ring.head()).isGreaterThan(END);
      writer.close();
      reader.close();

      RingWriter successor = ring.attachWriter();
      assertThatExceptionOfType(PositionsExhaustedException.class)
          .isThrownBy(() -> successor.claim(0));
      successor.fail(EndContract.LONGEST_FAILURE);
      RingReader last = ring.attachReader();
      assertThat(last.read()).isEqualTo(ReadResult.FAILED);
      last.complete();
      assertThat(ring.head()).isEqualTo(ring.tail());
    }
  }
}
