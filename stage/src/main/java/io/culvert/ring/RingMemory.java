package io.culvert.ring;

import io.culvert.CorruptRingException;
import java.lang.invoke.VarHandle;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * The memory of a ring and its shared words, each with the ordering in its name. It is freed when
 * the last of its users has let go, so that no thread that still holds a role touches memory that
 * is gone.
 *
 * <p>Agrona's {@code putLongOrdered} is a release store, {@code getLongVolatile} is at least an
 * acquire load; both exist under these names in all versions that Culvert runs with.
 */
final class RingMemory {

  /**
   * Behind all positions: what begins before their end, the longest message and an ending, still
   * has room.
   */
  private static final long POSITION_LIMIT = RingLayout.MAX_POSITION + (1L << 33);

  private static final long PARKED = 1;
  private static final long NOT_PARKED = 0;

  /** The beat of a role that nobody keeps one for. */
  static final long NO_BEAT = 0;

  /** The first beat of a role that somebody will keep beating. */
  static final long FIRST_BEAT = 1;

  private final UnsafeBuffer buffer;
  private final int capacity;
  private final int maxMessageSize;
  private final String file;
  private final Runnable free;
  private final AtomicInteger users = new AtomicInteger(1);

  RingMemory(UnsafeBuffer buffer, int capacity, int maxMessageSize, String file, Runnable free) {
    buffer.verifyAlignment();
    this.buffer = buffer;
    this.capacity = capacity;
    this.maxMessageSize = maxMessageSize;
    this.file = file;
    this.free = free;
  }

  UnsafeBuffer buffer() {
    return buffer;
  }

  int capacity() {
    return capacity;
  }

  int maxMessageSize() {
    return maxMessageSize;
  }

  String file() {
    return file;
  }

  /**
   * One more user.
   *
   * @throws IllegalStateException when the memory is already freed
   */
  void retain() {
    int count = users.get();
    while (count > 0 && !users.compareAndSet(count, count + 1)) {
      count = users.get();
    }
    if (count == 0) {
      throw new IllegalStateException("ring is closed: file=" + file);
    }
  }

  /** One user less; the last one frees the memory. */
  void letGo() {
    if (users.decrementAndGet() == 0) {
      free.run();
    }
  }

  long tailAcquire() {
    return buffer.getLongVolatile(RingLayout.TAIL_OFFSET);
  }

  void tailRelease(long position) {
    buffer.putLongOrdered(RingLayout.TAIL_OFFSET, position);
  }

  long headAcquire(int readerOffset) {
    return buffer.getLongVolatile(readerOffset + RingLayout.POSITION);
  }

  void headRelease(int readerOffset, long position) {
    buffer.putLongOrdered(readerOffset + RingLayout.POSITION, position);
  }

  long statusAcquire(int blockOffset) {
    return buffer.getLongVolatile(blockOffset + RingLayout.STATUS);
  }

  void statusRelease(int blockOffset, long status) {
    buffer.putLongOrdered(blockOffset + RingLayout.STATUS, status);
  }

  long resumePositionAcquire(int slot) {
    return buffer.getLongVolatile(resumeSlot(slot));
  }

  void resumePositionRelease(int slot, long position) {
    buffer.putLongOrdered(resumeSlot(slot), position);
  }

  /** A plain load, after an acquire of the position that speaks of the token. */
  long resumeToken(int slot) {
    return buffer.getLong(resumeSlot(slot) + Long.BYTES);
  }

  void resumeTokenRelease(int slot, long token) {
    buffer.putLongOrdered(resumeSlot(slot) + Long.BYTES, token);
  }

  private static int resumeSlot(int slot) {
    return RingLayout.WRITER_OFFSET
        + RingLayout.RESUME_TOKENS
        + slot * RingLayout.RESUME_SLOT_LENGTH;
  }

  /** Plain loads: it was written before the file got its name. */
  UUID ringId() {
    return new UUID(
        buffer.getLong(RingLayout.RING_ID_OFFSET),
        buffer.getLong(RingLayout.RING_ID_OFFSET + Long.BYTES));
  }

  /**
   * Takes a role: the next epoch, attached. The store also fences a predecessor, which looks at the
   * word before it publishes or releases. The predecessor's beat ends first, so that nobody takes
   * it for that of the new owner and, as it no longer moves, the new owner for dead. For the same
   * reason the new one is there first: an owner without a beat counts as a plain thread, and one
   * that were killed before its first beat would be waited for for ever.
   */
  long attach(int blockOffset, long beat) {
    buffer.putLongOrdered(blockOffset + RingLayout.BEAT, beat);
    int offset = blockOffset + RingLayout.STATUS;
    long found = buffer.getLongVolatile(offset);
    long status = RoleState.status(RoleState.epochOf(found) + 1, RoleState.ATTACHED);
    while (!buffer.compareAndSetLong(offset, found, status)) {
      found = buffer.getLongVolatile(offset);
      status = RoleState.status(RoleState.epochOf(found) + 1, RoleState.ATTACHED);
    }
    return status;
  }

  /** Ends a role; false when a successor has it already, or it was ended before. */
  boolean detach(int blockOffset, long status, RoleState state) {
    long ended = RoleState.status(RoleState.epochOf(status), state);
    return compareAndSet(blockOffset + RingLayout.STATUS, status, ended);
  }

  /**
   * The flag is a promise to look once more, so the fence is part of it: a load of the other side's
   * position that overtook the store of the flag would miss what is published in between, and the
   * publisher would miss the flag. Pairs with the fence in {@link #claimWakeUp}.
   */
  void park(int blockOffset, long wanted) {
    buffer.putLong(blockOffset + RingLayout.REQUESTED, wanted);
    buffer.putLongOrdered(blockOffset + RingLayout.PARKED, PARKED);
    VarHandle.fullFence();
  }

  void unpark(int blockOffset) {
    compareAndSet(blockOffset + RingLayout.PARKED, PARKED, NOT_PARKED);
  }

  /**
   * Loads before it compares: a load from a page that is gone is an error of Java; an interpreted
   * compare-and-set on one ends the JVM (JDK 17: {@code Unsafe_CompareAndSetLong} is not guarded).
   */
  private boolean compareAndSet(int offset, long expected, long value) {
    return buffer.getLongVolatile(offset) == expected
        && buffer.compareAndSetLong(offset, expected, value);
  }

  boolean isParked(int blockOffset) {
    return buffer.getLongVolatile(blockOffset + RingLayout.PARKED) == PARKED;
  }

  /**
   * The position was stored before the fence, the flag is loaded after it: pairs with {@link
   * #park}. The compare-and-set makes one ring of it, whoever else looks.
   */
  boolean claimWakeUp(int blockOffset, long reached) {
    VarHandle.fullFence();
    int offset = blockOffset + RingLayout.PARKED;
    return buffer.getLongVolatile(offset) == PARKED
        && buffer.getLong(blockOffset + RingLayout.REQUESTED) <= reached
        && buffer.compareAndSetLong(offset, PARKED, NOT_PARKED);
  }

  /** One writer, the owner's conductor: no atomic addition is needed. */
  void beat(int blockOffset) {
    int offset = blockOffset + RingLayout.BEAT;
    long next = buffer.getLong(offset) + 1;
    buffer.putLongOrdered(offset, next == NO_BEAT ? next + 1 : next);
  }

  long beatAcquire(int blockOffset) {
    return buffer.getLongVolatile(blockOffset + RingLayout.BEAT);
  }

  /** Plain stores: the status that speaks of the reason is released after them. */
  void readerReason(int readerOffset, String text) {
    byte[] bytes =
        StreamFailure.cut(text, RingLayout.READER_REASON_LIMIT).getBytes(StandardCharsets.UTF_8);
    int offset = readerOffset + RingLayout.READER_REASON;
    buffer.putInt(offset, bytes.length);
    buffer.putBytes(offset + Integer.BYTES, bytes);
  }

  /**
   * Plain loads, after an acquire of the status that speaks of the reason. A length out of range is
   * an empty text.
   */
  String readerReason(int readerOffset) {
    int offset = readerOffset + RingLayout.READER_REASON;
    int length = buffer.getInt(offset);
    if (length < 0 || length > RingLayout.READER_REASON_LIMIT) {
      return "";
    }
    byte[] bytes = new byte[length];
    buffer.getBytes(offset + Integer.BYTES, bytes);
    return new String(bytes, StandardCharsets.UTF_8);
  }

  /**
   * The positions of a ring that somebody else has left, for who attaches: each loaded once, and
   * checked against the other.
   *
   * @throws CorruptRingException when they cannot be true
   */
  Positions positions(int readerOffset) {
    long head = headAcquire(readerOffset);
    long tail = tailAcquire();
    if (head < 0 || head > POSITION_LIMIT || (head & 7) != 0) {
      throw corrupt(head, "head", head, "a multiple of 8 from 0 to " + POSITION_LIMIT);
    }
    if (tail < head || tail - head > capacity || (tail & 7) != 0) {
      throw corrupt(head, "tail", tail, "a multiple of 8 from head to head + " + capacity);
    }
    return new Positions(head, tail);
  }

  /** Where a ring's reader and writer are. */
  record Positions(long head, long tail) {}

  /**
   * Takes the header of a frame by one load, and checks that the frame lies whole below a position
   * and inside the data area before anybody uses its length.
   *
   * @throws CorruptRingException when it does not
   */
  long frameHeader(long position, long limit) {
    int index = (int) position & (capacity - 1);
    long header = buffer.getLong(RingLayout.DATA_OFFSET + index);
    int length = Frame.length(header);
    long span = Frame.span(length);
    if (length < 0 || span > limit - position || span > capacity - index) {
      throw corrupt(
          position,
          "frame length",
          length,
          "0 to " + (Math.min(limit - position, capacity - index) - Frame.HEADER));
    }
    int type = Frame.type(header);
    if (type < Frame.DATA || type > Frame.FAILED) {
      throw corrupt(position, "frame type", type, Frame.DATA + " to " + Frame.FAILED);
    }
    if (type == Frame.PADDING && span != capacity - index) {
      throw corrupt(
          position, "padding length", length, String.valueOf(capacity - index - Frame.HEADER));
    }
    return header;
  }

  CorruptRingException corrupt(long position, String field, long value, String wanted) {
    return new CorruptRingException(file, position, field, value, wanted);
  }
}
