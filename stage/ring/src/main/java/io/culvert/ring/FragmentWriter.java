package io.culvert.ring;

import io.culvert.exceptions.MessageTooLargeException;
import io.culvert.ring.layout.FrameDescriptor;
import org.agrona.DirectBuffer;

/**
 * Writes messages that may need more than one frame.
 *
 * <p>A message that fits into the ring is published whole, by one store. It waits until there is
 * room for all of it, so the death of either side cannot leave a part of it. Only a message larger
 * than the ring is published part by part.
 */
final class FragmentWriter {

  /** Fragments per capacity. The padding at the end of a lap is smaller than one of them. */
  private static final int FRAGMENTS_PER_LAP = 16;

  private final FrameAppender frames;
  private final int capacity;
  private final int maxMessageSize;
  private final String file;

  private DirectBuffer source;
  private int offset;
  private int total;
  private int written;
  private boolean open;

  /** The token of the message that was begun, if it carries one. */
  private long token;

  private boolean tokenPut;

  FragmentWriter(FrameAppender frames) {
    this.frames = frames;
    this.capacity = frames.memory.capacity();
    this.maxMessageSize = frames.memory.maxMessageSize();
    this.file = frames.memory.file();
  }

  /**
   * Returns whether a message is larger than the ring. The parts of such a message are published,
   * and released, one by one.
   */
  static boolean isStreamed(long length, int capacity) {
    return span(length, capacity) > capacity - FrameDescriptor.TERMINAL_RESERVE;
  }

  /** Returns the length of the longest message that is not streamed. */
  static int maxWhole(int capacity) {
    int fragment = fragmentLength(capacity);
    int frames =
        (int) ((capacity - FrameDescriptor.TERMINAL_RESERVE) / FrameDescriptor.span(fragment));
    return (frames - 1) * fragment - Long.BYTES; // one of the frames is the padding
  }

  /**
   * Returns the most that a message takes in the ring: its bytes and its length, a header per part,
   * and one padding.
   */
  private static long span(long length, int capacity) {
    int fragment = fragmentLength(capacity);
    long fragments = (length + Long.BYTES + fragment - 1) / fragment;
    return fragments * FrameDescriptor.span(fragment) + FrameDescriptor.span(fragment);
  }

  private static int fragmentLength(int capacity) {
    return capacity / FRAGMENTS_PER_LAP - FrameDescriptor.HEADER;
  }

  /**
   * Appends a message at once, unpublished. Returns false, and leaves nothing of the message, if
   * there is no room for all of it.
   */
  boolean appendWhole(DirectBuffer source, int offset, int length) {
    begin(source, offset, length);
    try {
      if (isStreamed(length, capacity)) {
        throw MessageTooLargeException.ofOffer(length, maxWhole(capacity), file);
      }
      return append();
    } finally {
      abandon();
    }
  }

  void begin(DirectBuffer source, int offset, int length) {
    if (length > maxMessageSize) {
      throw new MessageTooLargeException(length, maxMessageSize, file);
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

  /** Sets the token of the message that was begun. It counts once the message is complete. */
  void putToken(long token) {
    this.token = token;
    this.tokenPut = true;
  }

  /** Forgets the message that was begun. */
  void abandon() {
    open = false;
    source = null;
  }

  /** Publishes as much as there is room for. Returns true if all of the message is published. */
  boolean advance() {
    if (!open) {
      throw new IllegalStateException("no message begun: file=" + file);
    }
    open = !append();
    if (!open && tokenPut) {
      frames.carry(token);
    }
    frames.publishCommitted();
    return !open;
  }

  private boolean append() {
    if (total <= frames.payloadLimit) {
      return frames.appendData(source, offset, total);
    }
    if (!isStreamed(total, capacity) && !frames.makeRoom(span(total, capacity))) {
      return false;
    }
    return appendFragments();
  }

  private boolean appendFragments() {
    int limit = fragmentLength(capacity);
    while (written < total) {
      int prefix = written == 0 ? Long.BYTES : 0;
      int length = Math.min(total - written, limit - prefix);
      int flags =
          (written == 0 ? FrameDescriptor.BEGIN : 0)
              | (written + length == total ? FrameDescriptor.END : 0);
      if (!frames.appendFragment(flags, total, source, offset + written, length)) {
        return false;
      }
      written += length;
    }
    return true;
  }
}
