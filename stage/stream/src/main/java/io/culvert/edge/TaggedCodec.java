package io.culvert.edge;

import io.culvert.codec.Codec;
import io.culvert.codec.Offload;
import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;
import org.agrona.concurrent.OneToOneConcurrentArrayQueue;

/**
 * The codec of one edge with an {@link Offload}. Each message ends with a byte that tells where its
 * element is: before the byte, or next in a queue beside the ring. The queue has the same order as
 * the messages, so no message has to tell more.
 *
 * <p>Its writer and its reader have a thread each. A reference is stored before its message is
 * published, and removed when the message is decoded. So a reader that sees the message finds the
 * object, and the queue never holds more elements than the edge may.
 */
final class TaggedCodec<T> implements Codec<T> {

  /** In bytes. The tag is after the element, so that the element keeps its alignment. */
  private static final int TAG_LENGTH = 1;

  private static final byte ENCODED = 0;
  private static final byte ON_HEAP = 1;

  private final Offload<T> offload;
  private final OneToOneConcurrentArrayQueue<T> onHeap;

  /** Creates a codec for one edge with the given capacity in elements. */
  TaggedCodec(Offload<T> offload, int capacity) {
    this.offload = offload;
    this.onHeap = HeapEdgeQueue.queue(capacity);
  }

  @Override
  public String name() {
    return offload.codec().name();
  }

  @Override
  public int maxEncodedLength(T element) {
    return offload.isEncoded(element)
        ? tagged("maxEncodedLength", offload.codec().maxEncodedLength(element))
        : TAG_LENGTH;
  }

  /** Returns a length with the tag. The tag must not make an invalid length a valid one. */
  private static int tagged(String from, int length) {
    if (length < 0) {
      throw new IllegalStateException("negative length: " + from + "=" + length);
    }
    return Math.addExact(length, TAG_LENGTH);
  }

  @Override
  public int encode(T element, MutableDirectBuffer buffer, int offset) {
    if (!offload.isEncoded(element)) {
      onHeap.add(element);
      buffer.putByte(offset, ON_HEAP);
      return TAG_LENGTH;
    }
    int length = tagged("encode", offload.codec().encode(element, buffer, offset));
    buffer.putByte(offset + length - TAG_LENGTH, ENCODED);
    return length;
  }

  /** Returns null, which is not an element, if the object is missing. */
  @Override
  public T decode(DirectBuffer buffer, int offset, int length) {
    if (length < TAG_LENGTH) {
      throw new IllegalArgumentException("no tag: length=" + length);
    }
    int encoded = length - TAG_LENGTH;
    byte tag = buffer.getByte(offset + encoded);
    return switch (tag) {
      case ENCODED -> offload.codec().decode(buffer, offset, encoded);
      case ON_HEAP -> onHeap.poll();
      default -> throw new IllegalArgumentException("unknown tag: tag=" + tag);
    };
  }
}
