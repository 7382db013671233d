package io.culvert.ring;

import static org.assertj.core.api.Assertions.assertThat;

import io.culvert.ring.layout.RingDescriptor;
import io.culvert.ring.memory.RingMemory;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * A ring that keeps its contents before and after each store to a shared word or a frame header:
 * the memory that a death at that point leaves.
 */
final class RecordedRing {

  private final List<byte[]> images = new ArrayList<>();
  private final RingMemory memory;

  /** A ring with this content. */
  RecordedRing(byte[] content) {
    ByteBuffer bytes = ByteBuffer.allocateDirect(content.length);
    bytes.put(0, content);
    int capacity = content.length - RingDescriptor.DATA_OFFSET;
    this.memory =
        new RingMemory(
            new RecordingBuffer(bytes),
            capacity,
            TestRing.spec(capacity).maxMessageSize(),
            "recorded",
            () -> {});
  }

  /** An empty ring of the smallest capacity. */
  static RecordedRing empty() {
    try (TestRing ring = TestRing.heap(RingDescriptor.MIN_CAPACITY, 0)) {
      byte[] content = new byte[ring.buffer().capacity()];
      ring.buffer().getBytes(0, content);
      return new RecordedRing(content);
    }
  }

  RingMemory memory() {
    return memory;
  }

  /** Returns one image for each state that the ring was in, the present one last. */
  List<byte[]> images() {
    images.add(content(memory.buffer()));
    return images;
  }

  private static byte[] content(UnsafeBuffer buffer) {
    byte[] content = new byte[buffer.capacity()];
    buffer.getBytes(0, content);
    return content;
  }

  private final class RecordingBuffer extends UnsafeBuffer {

    RecordingBuffer(ByteBuffer bytes) {
      super(bytes);
    }

    @Override
    public void putLong(int index, long value) {
      assertThat(index)
          .as("plain store to a shared word")
          .isGreaterThan(RingDescriptor.DATA_OFFSET - 1);
      images.add(content(this));
      super.putLong(index, value);
    }

    @Override
    public void putLongOrdered(int index, long value) {
      images.add(content(this));
      super.putLongOrdered(index, value);
    }

    @Override
    public boolean compareAndSetLong(int index, long expected, long value) {
      images.add(content(this));
      return super.compareAndSetLong(index, expected, value);
    }
  }
}
