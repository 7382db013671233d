package io.culvert.ring;

import io.culvert.ring.layout.RingDescriptor;
import io.culvert.ring.memory.RingMemory;
import io.culvert.testing.SharedMemoryDir;
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
 * Many small rings in one file that is mapped twice, as by two processes: the writers use one
 * mapping, the readers the other. A stress test takes a ring for each of its states. A ring is used
 * again only long after its former state was evaluated.
 */
final class StressRings {

  /** Smaller than the smallest ring of a user, so that many fit into the caches. */
  static final int CAPACITY = 16 * 1024;

  /** A long that no writer writes: a reader that finds it read too early. */
  static final long POISON = -1;

  /** More than the states that are in use at a time. */
  private static final int RINGS = 4096;

  private static final int LENGTH = (int) RingDescriptor.fileLength(CAPACITY);
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

  /** Returns an empty ring at this position, with poison where its next frames will be. */
  static StressRings next(long position) {
    StressRings ring = new StressRings(Math.floorMod(NEXT.getAndIncrement(), RINGS));
    ring.buffer.putLong(RingDescriptor.TAIL_OFFSET, position);
    ring.buffer.putLong(RingDescriptor.READER_TABLE_OFFSET, position);
    ring.poison(position);
    ring.poison(position + CAPACITY & -CAPACITY);
    return ring;
  }

  private void poison(long position) {
    int offset = RingDescriptor.DATA_OFFSET + ((int) position & CAPACITY - 1);
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

  /** Claims, and writes the first and last long of a message; returns false if there is no room. */
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
