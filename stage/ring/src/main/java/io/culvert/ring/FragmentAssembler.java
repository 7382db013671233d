package io.culvert.ring;

import io.culvert.exceptions.CorruptRingException;
import io.culvert.exceptions.MessageTooLargeException;
import io.culvert.ring.memory.RingMemory;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/** Assembles a message from its fragments. Keeps its buffer for the next message. */
final class FragmentAssembler {

  private final RingMemory memory;
  private byte[] bytes = new byte[0];
  private int total;
  private int filled;
  private boolean open;

  FragmentAssembler(RingMemory memory) {
    this.memory = memory;
  }

  boolean isOpen() {
    return open;
  }

  /** Returns whether the message that is being assembled is larger than the ring. */
  boolean isStreamed() {
    return FragmentWriter.isStreamed(total, memory.capacity());
  }

  /** Drops a message that its writer did not finish: it was never published. */
  void drop() {
    open = false;
  }

  /**
   * Begins a message. Checks its length before anything is allocated for it.
   *
   * @throws CorruptRingException if the length is invalid
   * @throws MessageTooLargeException if the message is longer than this side's maximum
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
   * Adds a part.
   *
   * @throws CorruptRingException if the parts do not add up to the length
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
