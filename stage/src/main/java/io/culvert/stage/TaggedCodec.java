package io.culvert.stage;

import io.culvert.codec.Codec;
import io.culvert.codec.EitherCodec;
import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;
import org.agrona.concurrent.OneToOneConcurrentArrayQueue;

/**
 * An {@link EitherCodec} at one edge. Each message ends with a byte that says where its element is:
 * in front of the byte, or the next one in a queue beside the ring. Messages have one order, and
 * the queue has the same, so no message has to say more.
 *
 * <p>Its writer and its reader have a thread each. A reference is stored before its message is
 * published, and taken out when that is decoded: who sees the message finds the object, and the
 * queue never holds more than may be in the edge.
 */
final class TaggedCodec<T> implements Codec<T> {

  /** In bytes. Behind the element, so that its bytes keep the alignment of the message. */
  private static final int TAG_LENGTH = 1;

  private static final byte ENCODED = 0;
  private static final byte ON_HEAP = 1;

  private final EitherCodec<T> either;
  private final OneToOneConcurrentArrayQueue<T> onHeap;

  /** For one edge, with that many elements at most. */
  TaggedCodec(EitherCodec<T> either, int capacity) {
    this.either = either;
    this.onHeap = HeapCarrier.queue(capacity);
  }

  @Override
  public String name() {
    return either.name();
  }

  @Override
  public int maxEncodedLength(T element) {
    return either.isEncoded(element)
        ? tagged("maxEncodedLength", either.codec().maxEncodedLength(element))
        : TAG_LENGTH;
  }

  /** A length that is none must not look like one because of the tag. */
  private static int tagged(String from, int length) {
    if (length < 0) {
      throw new IllegalStateException("negative length: " + from + "=" + length);
    }
    return Math.addExact(length, TAG_LENGTH);
  }

  @Override
  public int encode(T element, MutableDirectBuffer buffer, int offset) {
    if (!either.isEncoded(element)) {
      onHeap.add(element);
      buffer.putByte(offset, ON_HEAP);
      return TAG_LENGTH;
    }
    int length = tagged("encode", either.codec().encode(element, buffer, offset));
    buffer.putByte(offset + length - TAG_LENGTH, ENCODED);
    return length;
  }

  /** Null, which is no element, when the object is missing. */
  @Override
  public T decode(DirectBuffer buffer, int offset, int length) {
    if (length < TAG_LENGTH) {
      throw new IllegalArgumentException("no tag: length=" + length);
    }
    int encoded = length - TAG_LENGTH;
    byte tag = buffer.getByte(offset + encoded);
    return switch (tag) {
      case ENCODED -> either.codec().decode(buffer, offset, encoded);
      case ON_HEAP -> onHeap.poll();
      default -> throw new IllegalArgumentException("unknown tag: tag=" + tag);
    };
  }
}
