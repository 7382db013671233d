package io.culvert.bench.contender.agrona;

import java.nio.MappedByteBuffer;
import java.nio.file.Path;
import org.agrona.IoUtil;
import org.agrona.concurrent.UnsafeBuffer;
import org.agrona.concurrent.ringbuffer.OneToOneRingBuffer;
import org.agrona.concurrent.ringbuffer.RingBufferDescriptor;

/** Agrona's rings in mapped files. */
final class Rings {

  private Rings() {}

  static OneToOneRingBuffer create(Path file, int capacity) {
    return ring(IoUtil.mapNewFile(file.toFile(), capacity + RingBufferDescriptor.TRAILER_LENGTH));
  }

  static OneToOneRingBuffer open(Path file) {
    return ring(IoUtil.mapExistingFile(file.toFile(), "ring"));
  }

  private static OneToOneRingBuffer ring(MappedByteBuffer mapped) {
    return new OneToOneRingBuffer(new UnsafeBuffer(mapped));
  }
}
