package io.culvert.ring;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.atomic.AtomicInteger;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Many small rings in one file that is mapped twice, as it is when two processes have it: the
 * writers are at one mapping, the readers at the other one. A stress test takes a ring for each of
 * its states; that one comes round again only when its state has been judged long ago.
 */
final class StressRings {

  /** Smaller than a ring of a user can be, so that many fit into the caches. */
  static final int CAPACITY = 16 * 1024;

  /** A long that no writer writes: who reads it has read too early. */
  static final long POISON = -1;

  /** More than the states that are under way at a time. */
  private static final int RINGS = 4096;

  private static final int LENGTH = (int) RingLayout.fileLength(CAPACITY);
  private static final AtomicInteger NEXT = new AtomicInteger();

  private static final ByteBuffer WRITER_SIDE;
  private static final ByteBuffer READER_SIDE;

  static {
    try {
      Path directory = SharedMemoryDir.create();
      Path file = directory.resolve("rings");
      try (FileChannel channel =
          FileChannel.open(
              file,
              StandardOpenOption.CREATE_NEW,
              StandardOpenOption.READ,
              StandardOpenOption.WRITE)) {
        WRITER_SIDE = channel.map(MapMode.READ_WRITE, 0, (long) RINGS * LENGTH);
        READER_SIDE = channel.map(MapMode.READ_WRITE, 0, (long) RINGS * LENGTH);
      } finally {
        Files.delete(file);
        Files.delete(directory);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private final UnsafeBuffer buffer;
  private final RingMemory writerSide;
  private final RingMemory readerSide;

  private StressRings(int number) {
    buffer = new UnsafeBuffer(WRITER_SIDE, number * LENGTH, LENGTH);
    writerSide = memory(buffer);
    readerSide = memory(new UnsafeBuffer(READER_SIDE, number * LENGTH, LENGTH));
  }

  private static RingMemory memory(UnsafeBuffer side) {
    return new RingMemory(side, CAPACITY, CAPACITY, "stress", () -> {});
  }

  /** An empty ring at this position, with poison where its next frames will be. */
  static StressRings next(long position) {
    StressRings ring = new StressRings(Math.floorMod(NEXT.getAndIncrement(), RINGS));
    ring.buffer.putLong(RingLayout.TAIL_OFFSET, position);
    ring.buffer.putLong(RingLayout.READER_TABLE_OFFSET, position);
    ring.poison(position);
    ring.poison(position + CAPACITY & -CAPACITY);
    return ring;
  }

  private void poison(long position) {
    int offset = RingLayout.DATA_OFFSET + ((int) position & CAPACITY - 1);
    for (int i = 0; i < 64 && offset + i < LENGTH; i += Long.BYTES) {
      buffer.putLong(offset + i, POISON);
    }
  }

  RingWriter writer() {
    return RingWriter.attach(writerSide);
  }

  RingReader reader() {
    return RingReader.attach(readerSide);
  }

  /** Claims, and writes the first and the last long of a message; false when there is no room. */
  static boolean write(RingWriter writer, int length, long first, long last) {
    var claim = writer.claim(length);
    if (claim == null) {
      return false;
    }
    claim.putLong(length - Long.BYTES, last);
    claim.putLong(0, first);
    return true;
  }
}
