package io.culvert.ring;

import io.culvert.CorruptRingException;
import io.culvert.MessageTooLargeException;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/** Puts a message together from its parts. The buffer is kept for the next one. */
final class Reassembly {

  private final RingMemory memory;
  private byte[] bytes = new byte[0];
  private int total;
  private int filled;
  private boolean open;

  Reassembly(RingMemory memory) {
    this.memory = memory;
  }

  boolean isOpen() {
    return open;
  }

  /** Whether the message that is being put together is larger than the ring. */
  boolean isStreamed() {
    return MessageWriter.isStreamed(total, memory.capacity());
  }

  /** Forgets a message whose writer has died before its last part: it was never published. */
  void drop() {
    open = false;
  }

  /**
   * Begins a message; its length is checked before anything is allocated for it.
   *
   * @throws CorruptRingException when the length cannot be true
   * @throws MessageTooLargeException when it is longer than this side allows
   */
  void begin(long length, long position) {
    if (length < 1 || length > Integer.MAX_VALUE) {
      throw memory.corrupt(position, "message length", length, "1 to " + Integer.MAX_VALUE);
    }
    if (length > memory.maxMessageSize()) {
      throw new MessageTooLargeException(length, memory.maxMessageSize(), memory.file());
    }
    if (bytes.length < length) {
      bytes = new byte[(int) length];
    }
    total = (int) length;
    filled = 0;
    open = true;
  }

  /**
   * Takes a part.
   *
   * @throws CorruptRingException when the parts do not make up the length
   */
  void add(DirectBuffer source, int offset, int length, boolean last, long position) {
    int left = total - filled;
    if (length > left || (last && length < left)) {
      throw memory.corrupt(position, "fragment length", length, (last ? "" : "at most ") + left);
    }
    source.getBytes(offset, bytes, filled, length);
    filled += length;
    open = !last;
  }

  void wrap(UnsafeBuffer view) {
    view.wrap(bytes, 0, total);
  }
}
