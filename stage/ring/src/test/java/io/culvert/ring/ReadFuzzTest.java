package io.culvert.ring;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.culvert.exceptions.CulvertException;
import io.culvert.exceptions.IncompleteMessageException;
import io.culvert.ring.layout.FrameDescriptor;
import io.culvert.ring.layout.RingDescriptor;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.stream.Stream;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Reads rings with any positions, states and frames. Each read must return a message within the
 * data area or an end, or throw a {@code CulvertException}; and reading must terminate.
 *
 * <p>An input is four longs (head, tail, status of reader and writer), followed by the bytes of the
 * data area from the head on.
 */
class ReadFuzzTest {

  private static final int CAPACITY = RingDescriptor.MIN_CAPACITY;
  private static final int HEAD_OFFSET = RingDescriptor.readerOffset(0) + RingDescriptor.POSITION;
  private static final int STATUS_OFFSET = RingDescriptor.readerOffset(0) + RingDescriptor.STATUS;
  private static final int WORDS = 4 * Long.BYTES;

  /** The bytes of the data area in an input that was created from a ring. */
  private static final int SEED_DATA = 2048;

  private static final UnsafeBuffer NO_MESSAGE = new UnsafeBuffer(new byte[8]);

  /** One ring for all inputs, because there are thousands in a second. */
  private static final TestRing RING = TestRing.heap(CAPACITY, 0);

  private static final byte[] EMPTY = RING.content();

  @AfterAll
  static void assertNothingStoredOutsideTheRing() {
    RING.close();
  }

  static Stream<byte[]> seeds() {
    return RingImages.all().stream().map(ReadFuzzTest::seed);
  }

  private static byte[] seed(byte[] image) {
    UnsafeBuffer ring = new UnsafeBuffer(image);
    long head = ring.getLong(HEAD_OFFSET);
    ByteBuffer seed = ByteBuffer.allocate(WORDS + SEED_DATA).order(ByteOrder.LITTLE_ENDIAN);
    seed.putLong(head);
    seed.putLong(Math.min(ring.getLong(RingDescriptor.TAIL_OFFSET), head + SEED_DATA));
    seed.putLong(ring.getLong(STATUS_OFFSET));
    seed.putLong(ring.getLong(RingDescriptor.WRITER_STATUS_OFFSET));
    while (seed.hasRemaining()) {
      seed.put(ring.getByte(dataOffset(head + seed.position() - WORDS)));
    }
    return seed.array();
  }

  private static int dataOffset(long position) {
    return RingDescriptor.DATA_OFFSET + ((int) position & (CAPACITY - 1));
  }

  @MethodSource("seeds")
  @FuzzTest(maxDuration = "100s")
  void shouldReadRingOrThrowCulvertException(byte[] input) {
    lay(input);
    attempt(ReadFuzzTest::readAll);
    lay(input);
    attempt(ReadFuzzTest::write);
  }

  private static void lay(byte[] input) {
    UnsafeBuffer ring = RING.buffer();
    ring.putBytes(0, EMPTY);
    ByteBuffer words = ByteBuffer.wrap(Arrays.copyOf(input, WORDS)).order(ByteOrder.LITTLE_ENDIAN);
    long head = words.getLong();
    ring.putLong(HEAD_OFFSET, head);
    ring.putLong(RingDescriptor.TAIL_OFFSET, words.getLong());
    ring.putLong(STATUS_OFFSET, words.getLong());
    ring.putLong(RingDescriptor.WRITER_STATUS_OFFSET, words.getLong());
    for (int i = WORDS; i < Math.min(input.length, WORDS + CAPACITY); i++) {
      ring.putByte(dataOffset(head + i - WORDS), input[i]);
    }
  }

  private static void attempt(Runnable use) {
    try {
      use.run();
    } catch (CulvertException e) {
      assertThat(e).hasMessageContaining("file=heap");
    }
  }

  private static void readAll() {
    int left = CAPACITY / FrameDescriptor.HEADER;
    try (RingReader reader = RingReader.attach(RING.memory())) {
      while (isRead(reader)) {
        assertThat(left--).as("messages in a ring").isPositive();
        reader.release();
      }
      reader.complete();
    }
  }

  /** Continues after a message whose beginning is lost, as users of the stages may. */
  private static boolean isRead(RingReader reader) {
    try {
      if (reader.read() != ReadResult.MESSAGE) {
        return false;
      }
      RING.assertHolds(reader.payload());
    } catch (IncompleteMessageException e) {
      assertThat(e.position()).isLessThan(reader.position());
    }
    return true;
  }

  private static void write() {
    try (RingWriter writer = RingWriter.attach(RING.memory())) {
      assertThat(writer.position()).isBetween(RING.head(), RING.head() + CAPACITY);
      writer.readerState();
      if (writer.offer(NO_MESSAGE, 0, NO_MESSAGE.capacity())) {
        assertThat(RING.tail()).isEqualTo(writer.position());
      }
      writer.complete();
    }
  }
}
