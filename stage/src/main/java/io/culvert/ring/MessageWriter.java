package io.culvert.ring;

import io.culvert.MessageTooLargeException;
import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;

/**
 * Puts messages into frames when one frame may not be enough.
 *
 * <p>A message that fits into the ring is published whole, by one store: it waits until there is
 * room for all of it, so that no death of either side can leave a part. Only a message larger than
 * the ring is published part by part.
 */
final class MessageWriter {

  /**
   * A part's share of the capacity: what is lost to padding at the end of a lap is less than this.
   */
  private static final int FRAGMENTS_PER_LAP = 16;

  private final RingWriter writer;
  private final int maxMessageSize;

  private DirectBuffer source;
  private int offset;
  private int total;
  private int written;
  private boolean open;

  /** What the message that was begun carries, if it carries a token. */
  private long token;

  private boolean tokenPut;

  MessageWriter(RingWriter writer, int maxMessageSize) {
    this.writer = writer;
    this.maxMessageSize = maxMessageSize;
  }

  /**
   * Whether a message is larger than the ring, so that its parts are published, and released, one
   * by one.
   */
  static boolean isStreamed(long length, int capacity) {
    return span(length, capacity) > capacity - Frame.TERMINAL_RESERVE;
  }

  /**
   * The most that a message takes in the ring: its bytes and length, a header a part, and one
   * padding.
   */
  private static long span(long length, int capacity) {
    int fragment = fragmentLength(capacity);
    long fragments = (length + Long.BYTES + fragment - 1) / fragment;
    return fragments * Frame.span(fragment) + Frame.span(fragment);
  }

  private static int fragmentLength(int capacity) {
    return capacity / FRAGMENTS_PER_LAP - Frame.HEADER;
  }

  /**
   * Appends a message at once, unpublished; false, and nothing of it is left, when there is no room
   * for all of it.
   */
  boolean appendWhole(DirectBuffer source, int offset, int length) {
    begin(source, offset, length);
    try {
      if (isStreamed(length, writer.capacity())) {
        throw new MessageTooLargeException(
            length, writer.capacity() - Frame.TERMINAL_RESERVE, writer.file());
      }
      return append();
    } finally {
      abandon();
    }
  }

  void begin(DirectBuffer source, int offset, int length) {
    if (length > maxMessageSize) {
      throw new MessageTooLargeException(length, maxMessageSize, writer.file());
    }
    source.boundsCheck(offset, length);
    this.source = source;
    this.offset = offset;
    this.total = length;
    this.written = 0;
    this.tokenPut = false;
    this.open = true;
  }

  boolean isOpen() {
    return open;
  }

  /** Says which token the message that was begun carries, once all of it is there. */
  void putToken(long token) {
    this.token = token;
    this.tokenPut = true;
  }

  /** Forgets the message that was begun. */
  void abandon() {
    open = false;
    source = null;
  }

  /** Publishes what there is room for; true when all of the message is published. */
  boolean advance() {
    if (!open) {
      throw new IllegalStateException("no message begun: file=" + writer.file());
    }
    open = !append();
    if (!open && tokenPut) {
      writer.carry(token);
    }
    writer.publish();
    return !open;
  }

  private boolean append() {
    if (total <= writer.maxClaim()) {
      return appendFrame();
    }
    int capacity = writer.capacity();
    if (!isStreamed(total, capacity) && !writer.hasRoom(span(total, capacity))) {
      return false;
    }
    return appendFragments();
  }

  private boolean appendFrame() {
    MutableDirectBuffer target = writer.claim(total);
    if (target == null) {
      return false;
    }
    target.putBytes(0, source, offset, total);
    writer.commit(total);
    return true;
  }

  private boolean appendFragments() {
    int limit = fragmentLength(writer.capacity());
    while (written < total) {
      int prefix = written == 0 ? Long.BYTES : 0;
      int length = Math.min(total - written, limit - prefix);
      int flags = (written == 0 ? Frame.BEGIN : 0) | (written + length == total ? Frame.END : 0);
      if (!writer.appendFragment(flags, total, source, offset + written, length)) {
        return false;
      }
      written += length;
    }
    return true;
  }
}
