package io.culvert.ring;

import io.culvert.ring.layout.RingDescriptor;
import java.util.Random;
import org.agrona.concurrent.UnsafeBuffer;

/** Damages a ring: flips bits, and overwrites words with values that are likely to cause errors. */
final class Mutator {

  private static final int[] WORDS = {
    RingDescriptor.TAIL_OFFSET,
    RingDescriptor.WRITER_STATUS_OFFSET,
    RingDescriptor.WRITER_OFFSET + RingDescriptor.RESUME_TOKENS,
    RingDescriptor.WRITER_OFFSET + RingDescriptor.RESUME_TOKENS + RingDescriptor.RESUME_SLOT_LENGTH,
    RingDescriptor.readerOffset(0) + RingDescriptor.POSITION,
    RingDescriptor.readerOffset(0) + RingDescriptor.STATUS,
    RingDescriptor.readerOffset(0) + RingDescriptor.READER_REASON,
  };

  private static final int[] LENGTHS = {
    Integer.MIN_VALUE,
    -9,
    -8,
    -1,
    0,
    1,
    7,
    8,
    9,
    16,
    4088,
    16_376,
    16_377,
    65_528,
    65_536,
    65_537,
    1 << 20,
    Integer.MAX_VALUE - 7,
    Integer.MAX_VALUE,
  };

  private final UnsafeBuffer buffer;
  private final int capacity;

  /** The mutations are below this index of the data area, where the frames are. */
  private final int dataLength;

  Mutator(TestRing ring, int dataLength) {
    this.buffer = ring.buffer();
    this.capacity = ring.capacity();
    this.dataLength = dataLength;
  }

  void mutate(Random random) {
    switch (random.nextInt(4)) {
      case 0 -> flipBit(random);
      case 1 -> corruptWord(random);
      case 2 -> corruptHeader(random);
      default -> buffer.putLong(dataWord(random), interesting(random));
    }
  }

  private void flipBit(Random random) {
    int offset =
        random.nextBoolean()
            ? WORDS[random.nextInt(WORDS.length)] + random.nextInt(Long.BYTES)
            : RingDescriptor.DATA_OFFSET + random.nextInt(dataLength);
    buffer.putByte(offset, (byte) (buffer.getByte(offset) ^ 1 << random.nextInt(Byte.SIZE)));
  }

  private void corruptWord(Random random) {
    int offset = WORDS[random.nextInt(WORDS.length)];
    long value =
        switch (random.nextInt(3)) {
          case 0 -> interesting(random);
          case 1 -> buffer.getLong(offset) + random.nextInt(32) - 16;
          default -> buffer.getLong(offset) + 8L * (random.nextInt(4096) - 2048);
        };
    buffer.putLong(offset, value);
  }

  /** Stores a header of a random type and length where a header may be. */
  private void corruptHeader(Random random) {
    int length =
        random.nextBoolean() ? LENGTHS[random.nextInt(LENGTHS.length)] : random.nextInt(2048);
    buffer.putLong(dataWord(random), TestRing.header(random.nextInt(8), random.nextInt(4), length));
  }

  private int dataWord(Random random) {
    return RingDescriptor.DATA_OFFSET + 8 * random.nextInt(dataLength / 8);
  }

  private long interesting(Random random) {
    return switch (random.nextInt(8)) {
      case 0 -> 0;
      case 1 -> -1;
      case 2 -> random.nextLong();
      case 3 -> Long.MAX_VALUE - random.nextInt(16);
      case 4 -> Long.MIN_VALUE + random.nextInt(16);
      case 5 -> RingDescriptor.MAX_POSITION + 8L * random.nextInt(4);
      case 6 -> capacity + 8L * (random.nextInt(4) - 2);
      default -> LENGTHS[random.nextInt(LENGTHS.length)];
    };
  }
}
