package io.culvert.ring;

import static org.assertj.core.api.Assertions.assertThat;

import io.culvert.ring.file.MappedRing;
import io.culvert.ring.file.RingDirectory;
import io.culvert.ring.file.RingHeader;
import io.culvert.ring.file.RingSpec;
import io.culvert.ring.layout.FrameDescriptor;
import io.culvert.ring.layout.RingDescriptor;
import io.culvert.ring.memory.RingMemory;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32C;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/** A ring for a test, in a file or on the heap. It closes its writers and readers. */
public final class TestRing implements AutoCloseable {

  /** The name of the ring in its directory. */
  static final String NAME = "ring";

  /** The bytes before and after a ring on the heap, which nothing may change. */
  private static final int GUARD = 4096;

  private final RingMemory memory;
  private final Runnable file;
  private final List<Runnable> attached = new ArrayList<>();
  private boolean closed;

  private TestRing(RingMemory memory, Runnable file) {
    this.memory = memory;
    this.file = file;
  }

  static RingSpec spec(int capacity) {
    return RingSpec.ofBytes(capacity).withMaxMessageSize(4 * capacity);
  }

  static TestRing mapped(Path directory, int capacity, long firstPosition) {
    MappedRing ring =
        MappedRing.openOrCreate(
            RingDirectory.local(directory), NAME, spec(capacity), firstPosition);
    return new TestRing(ring.memory(), ring::close);
  }

  public static TestRing heap(int capacity, long firstPosition) {
    int length = (int) RingDescriptor.fileLength(capacity);
    ByteBuffer bytes = ByteBuffer.allocateDirect(GUARD + length + GUARD);
    bytes.position(GUARD).put(RingHeader.create(spec(capacity), firstPosition).toHeader());
    RingMemory memory =
        new RingMemory(
            new UnsafeBuffer(bytes, GUARD, length),
            capacity,
            spec(capacity).maxMessageSize(),
            "heap",
            () -> assertGuardsHold(bytes));
    return new TestRing(memory, memory::letGo);
  }

  private static void assertGuardsHold(ByteBuffer bytes) {
    for (int i = 0; i < GUARD; i++) {
      assertThat(bytes.get(i)).as("byte before the ring").isZero();
      assertThat(bytes.get(bytes.capacity() - 1 - i)).as("byte after the ring").isZero();
    }
  }

  RingMemory memory() {
    return memory;
  }

  public UnsafeBuffer buffer() {
    return memory.buffer();
  }

  int capacity() {
    return memory.capacity();
  }

  RingWriter attachWriter() {
    RingWriter writer = RingWriter.attach(memory);
    attached.add(writer::close);
    return writer;
  }

  RingReader attachReader() {
    RingReader reader = RingReader.attach(memory);
    attached.add(reader::close);
    return reader;
  }

  /** Returns the memory of this ring for a side with another maximum message size. */
  RingMemory withMaxMessageSize(int bytes) {
    return new RingMemory(memory.buffer(), memory.capacity(), bytes, memory.file(), () -> {});
  }

  /** Returns the memory of this ring, accessed through another buffer over the same bytes. */
  public RingMemory memoryOver(UnsafeBuffer buffer) {
    return new RingMemory(buffer, capacity(), capacity(), "watched", () -> {});
  }

  /** Returns a copy of all bytes of the ring. */
  byte[] content() {
    byte[] bytes = new byte[buffer().capacity()];
    buffer().getBytes(0, bytes);
    return bytes;
  }

  /** Fails unless all bytes of a message are in the data area or in the reader's own buffer. */
  void assertHolds(DirectBuffer message) {
    long begin = message.addressOffset();
    if (message.byteArray() == null) {
      long data = buffer().addressOffset() + RingDescriptor.DATA_OFFSET;
      assertThat(begin).isGreaterThanOrEqualTo(data + FrameDescriptor.HEADER);
      assertThat(begin + message.capacity()).isLessThanOrEqualTo(data + capacity());
    } else {
      assertThat(message.capacity()).isBetween(1, memory.maxMessageSize());
    }
  }

  long head() {
    return memory.headAcquire(RingDescriptor.readerOffset(0));
  }

  long tail() {
    return memory.tailAcquire();
  }

  /** Overwrites the head. */
  void setHead(long position) {
    buffer().putLong(RingDescriptor.readerOffset(0) + RingDescriptor.POSITION, position);
  }

  /** Overwrites the tail. */
  void setTail(long position) {
    buffer().putLong(RingDescriptor.TAIL_OFFSET, position);
  }

  /** Overwrites the header of the frame at a position; its fields may be invalid. */
  void corruptFrame(long position, int type, int flags, int length) {
    buffer().putLong(frameOffset(position), header(type, flags, length));
  }

  /**
   * Returns a header whose fields may be invalid, in contrast to {@link FrameDescriptor#header}.
   */
  static long header(int type, int flags, int length) {
    return (long) flags << 48 | (long) type << 32 | length & 0xFFFF_FFFFL;
  }

  /** Returns the offset of the frame at a position. */
  int frameOffset(long position) {
    return RingDescriptor.DATA_OFFSET + index(position);
  }

  /** Returns a checksum over all bytes of the ring. If it is unchanged, nothing was stored. */
  long checksum() {
    CRC32C crc = new CRC32C();
    crc.update(memory.buffer().byteBuffer().duplicate().clear());
    return crc.getValue();
  }

  int index(long position) {
    return (int) position & (capacity() - 1);
  }

  /** Sends frames through the ring until the next one begins at this index; leaves it empty. */
  void moveTo(int index, RingWriter writer, RingReader reader) {
    assertThat(reader.read()).as("the ring must be empty").isEqualTo(ReadResult.EMPTY);
    while (index(writer.position()) != index) {
      int way = (index - index(writer.position())) & (capacity() - 1);
      writeFrame(writer, Math.min(way, toEnd(writer)));
      assertThat(reader.read()).isEqualTo(ReadResult.MESSAGE);
      reader.release();
      assertThat(reader.read()).isEqualTo(ReadResult.EMPTY);
    }
  }

  /** Fills the ring up to the last byte that messages may use. */
  void fill(RingWriter writer) {
    fillUpTo(head() + capacity() - FrameDescriptor.TERMINAL_RESERVE, writer);
  }

  /** Publishes frames until the next one begins at this position. */
  void fillUpTo(long end, RingWriter writer) {
    while (writer.position() < end) {
      writeFrame(writer, (int) Math.min(end - writer.position(), toEnd(writer)));
    }
  }

  private int toEnd(RingWriter writer) {
    return capacity() - index(writer.position());
  }

  /** Publishes a frame of at most {@code span} bytes, its header included. */
  private static void writeFrame(RingWriter writer, int span) {
    int length = Math.min(span - FrameDescriptor.HEADER, writer.maxClaim());
    assertThat(writer.claim(length)).as("room for a frame").isNotNull();
    writer.commit(length);
    writer.publish();
  }

  @Override
  public void close() {
    if (!closed) {
      closed = true;
      attached.forEach(Runnable::run);
      file.run();
    }
  }
}
