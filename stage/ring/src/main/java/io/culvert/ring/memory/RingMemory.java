package io.culvert.ring.memory;

import io.culvert.annotation.InternalApi;
import io.culvert.exceptions.CorruptRingException;
import io.culvert.ring.layout.FrameDescriptor;
import io.culvert.ring.layout.RingDescriptor;
import io.culvert.ring.layout.RoleStatus;
import io.culvert.ring.layout.StreamFailure;
import java.lang.invoke.VarHandle;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * The memory of a ring and its shared words, each accessor with the ordering in its name. The last
 * user to let go frees the memory, so that no thread that still has a role touches unmapped memory.
 *
 * <p>Agrona's {@code putLongOrdered} is a release store, {@code getLongVolatile} is at least an
 * acquire load; both exist under these names in all versions that Culvert runs with.
 */
@InternalApi
public final class RingMemory {

  /**
   * Upper limit of all positions: has room for the longest message that begins before the last
   * position, and for the end of the stream after it.
   */
  private static final long POSITION_LIMIT = RingDescriptor.MAX_POSITION + (1L << 33);

  private static final long PARKED = 1;
  private static final long NOT_PARKED = 0;

  /** The heartbeat word of a role whose owner keeps no heartbeat. */
  public static final long NO_HEARTBEAT = 0;

  /** The first heartbeat of a role whose owner keeps one. */
  public static final long FIRST_HEARTBEAT = 1;

  private final UnsafeBuffer buffer;
  private final int capacity;
  private final int maxMessageSize;
  private final String file;
  private final Runnable free;
  private final AtomicInteger users = new AtomicInteger(1);

  public RingMemory(
      UnsafeBuffer buffer, int capacity, int maxMessageSize, String file, Runnable free) {
    buffer.verifyAlignment();
    this.buffer = buffer;
    this.capacity = capacity;
    this.maxMessageSize = maxMessageSize;
    this.file = file;
    this.free = free;
  }

  public UnsafeBuffer buffer() {
    return buffer;
  }

  public int capacity() {
    return capacity;
  }

  public int maxMessageSize() {
    return maxMessageSize;
  }

  public String file() {
    return file;
  }

  /**
   * Adds a user.
   *
   * @throws IllegalStateException if the memory is already freed
   */
  public void retain() {
    int count = users.get();
    while (count > 0 && !users.compareAndSet(count, count + 1)) {
      count = users.get();
    }
    if (count == 0) {
      throw new IllegalStateException("ring is closed: file=" + file);
    }
  }

  /** Removes a user. The last one frees the memory. */
  public void letGo() {
    if (users.decrementAndGet() == 0) {
      free.run();
    }
  }

  public long tailAcquire() {
    return buffer.getLongVolatile(RingDescriptor.TAIL_OFFSET);
  }

  public void tailRelease(long position) {
    buffer.putLongOrdered(RingDescriptor.TAIL_OFFSET, position);
  }

  public long headAcquire(int readerOffset) {
    return buffer.getLongVolatile(readerOffset + RingDescriptor.POSITION);
  }

  public void headRelease(int readerOffset, long position) {
    buffer.putLongOrdered(readerOffset + RingDescriptor.POSITION, position);
  }

  public long statusAcquire(int blockOffset) {
    return buffer.getLongVolatile(blockOffset + RingDescriptor.STATUS);
  }

  /**
   * Returns the state in a status word.
   *
   * @throws CorruptRingException if the word holds no known state
   */
  public RoleStatus requireState(long status, long position, String field) {
    RoleStatus state = RoleStatus.of(status);
    if (state == null) {
      throw corrupt(position, field, status, "a known state");
    }
    return state;
  }

  public long resumePositionAcquire(int slot) {
    return buffer.getLongVolatile(resumeSlot(slot));
  }

  void resumePositionRelease(int slot, long position) {
    buffer.putLongOrdered(resumeSlot(slot), position);
  }

  /** Loads plain, after an acquire of the position that belongs to the token. */
  public long resumeToken(int slot) {
    return buffer.getLong(resumeSlot(slot) + Long.BYTES);
  }

  void resumeTokenRelease(int slot, long token) {
    buffer.putLongOrdered(resumeSlot(slot) + Long.BYTES, token);
  }

  private static int resumeSlot(int slot) {
    return RingDescriptor.WRITER_OFFSET
        + RingDescriptor.RESUME_TOKENS
        + slot * RingDescriptor.RESUME_SLOT_LENGTH;
  }

  /** Loads plain: the id was written before the file got its name. */
  public UUID ringId() {
    return new UUID(
        buffer.getLong(RingDescriptor.RING_ID_OFFSET),
        buffer.getLong(RingDescriptor.RING_ID_OFFSET + Long.BYTES));
  }

  /**
   * Takes a role: raises the epoch and sets the state to attached. This store also fences a
   * predecessor, which checks the word before it publishes or releases.
   *
   * <p>The heartbeat is stored before the status. After it, the peer would take the predecessor's
   * heartbeat for that of the new owner and, because it no longer moves, the new owner for dead.
   * And an owner that is killed before its first heartbeat would count as a plain thread, for which
   * the peer waits forever.
   */
  public long attach(int blockOffset, long heartbeat) {
    buffer.putLongOrdered(blockOffset + RingDescriptor.HEARTBEAT, heartbeat);
    int offset = blockOffset + RingDescriptor.STATUS;
    long found = buffer.getLongVolatile(offset);
    long status = RoleStatus.status(RoleStatus.epochOf(found) + 1, RoleStatus.ATTACHED);
    while (!buffer.compareAndSetLong(offset, found, status)) {
      found = buffer.getLongVolatile(offset);
      status = RoleStatus.status(RoleStatus.epochOf(found) + 1, RoleStatus.ATTACHED);
    }
    return status;
  }

  /** Ends a role. Returns false if a successor has it already, or if it had ended before. */
  public boolean detach(int blockOffset, long status, RoleStatus state) {
    long ended = RoleStatus.status(RoleStatus.epochOf(status), state);
    return compareAndSet(blockOffset + RingDescriptor.STATUS, status, ended);
  }

  /**
   * Sets the parked flag. The caller must check the peer's position once more, so the fence is part
   * of it: if the load of that position overtook the store of the flag, it would miss what is
   * published in between, and the publisher would miss the flag. Pairs with the fence in {@link
   * #claimWakeUp}.
   */
  public void park(int blockOffset, long wanted) {
    buffer.putLong(blockOffset + RingDescriptor.REQUESTED, wanted);
    buffer.putLongOrdered(blockOffset + RingDescriptor.PARKED, PARKED);
    VarHandle.fullFence();
  }

  public void unpark(int blockOffset) {
    compareAndSet(blockOffset + RingDescriptor.PARKED, PARKED, NOT_PARKED);
  }

  /**
   * Loads before it compares. A load from a lost page is a Java error, but an interpreted
   * compare-and-set on such a page ends the JVM (JDK 17: {@code Unsafe_CompareAndSetLong} is not
   * guarded).
   */
  private boolean compareAndSet(int offset, long expected, long value) {
    return buffer.getLongVolatile(offset) == expected
        && buffer.compareAndSetLong(offset, expected, value);
  }

  boolean isParked(int blockOffset) {
    return buffer.getLongVolatile(blockOffset + RingDescriptor.PARKED) == PARKED;
  }

  /**
   * Clears the parked flag of a peer that waits for a position up to this one. Returns true to one
   * caller, which must signal the peer: the compare-and-set excludes a second signal.
   *
   * <p>The position was stored before the fence, the flag is loaded after it. Pairs with the fence
   * in {@link #park}.
   */
  public boolean claimWakeUp(int blockOffset, long reached) {
    VarHandle.fullFence();
    int offset = blockOffset + RingDescriptor.PARKED;
    return buffer.getLongVolatile(offset) == PARKED
        && buffer.getLong(blockOffset + RingDescriptor.REQUESTED) <= reached
        && buffer.compareAndSetLong(offset, PARKED, NOT_PARKED);
  }

  /** Only the owner's conductor stores the heartbeat, so no atomic addition is needed. */
  void heartbeat(int blockOffset) {
    int offset = blockOffset + RingDescriptor.HEARTBEAT;
    long next = buffer.getLong(offset) + 1;
    buffer.putLongOrdered(offset, next == NO_HEARTBEAT ? next + 1 : next);
  }

  long heartbeatAcquire(int blockOffset) {
    return buffer.getLongVolatile(blockOffset + RingDescriptor.HEARTBEAT);
  }

  /** Stores plain: the status that belongs to the reason is stored after it. */
  public void readerReason(int readerOffset, String text) {
    byte[] bytes =
        StreamFailure.truncate(text, RingDescriptor.READER_REASON_LIMIT)
            .getBytes(StandardCharsets.UTF_8);
    int offset = readerOffset + RingDescriptor.READER_REASON;
    buffer.putInt(offset, bytes.length);
    buffer.putBytes(offset + Integer.BYTES, bytes);
  }

  /**
   * Loads plain, after an acquire of the status that belongs to the reason. Returns an empty text
   * if the length is out of range.
   */
  public String readerReason(int readerOffset) {
    int offset = readerOffset + RingDescriptor.READER_REASON;
    int length = buffer.getInt(offset);
    if (length < 0 || length > RingDescriptor.READER_REASON_LIMIT) {
      return "";
    }
    byte[] bytes = new byte[length];
    buffer.getBytes(offset + Integer.BYTES, bytes);
    return new String(bytes, StandardCharsets.UTF_8);
  }

  /**
   * Returns the positions that a writer or a reader finds when it attaches: each is loaded once,
   * and checked against the other.
   *
   * @throws CorruptRingException if they are invalid
   */
  public Positions positions(int readerOffset) {
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

  /** The positions of a ring's reader and writer. */
  public record Positions(long head, long tail) {}

  /**
   * Loads the header of a frame once. Checks, before the caller uses the length, that the whole
   * frame lies below a position and inside the data area.
   *
   * @throws CorruptRingException if it does not
   */
  public long frameHeader(long position, long limit) {
    int index = (int) position & (capacity - 1);
    long header = buffer.getLong(RingDescriptor.DATA_OFFSET + index);
    int length = FrameDescriptor.length(header);
    long span = FrameDescriptor.span(length);
    if (length < 0 || span > limit - position || span > capacity - index) {
      throw corrupt(
          position,
          "frame length",
          length,
          "0 to " + (Math.min(limit - position, capacity - index) - FrameDescriptor.HEADER));
    }
    int type = FrameDescriptor.type(header);
    if (type < FrameDescriptor.DATA || type > FrameDescriptor.FAILED) {
      throw corrupt(
          position, "frame type", type, FrameDescriptor.DATA + " to " + FrameDescriptor.FAILED);
    }
    if (type == FrameDescriptor.PADDING && span != capacity - index) {
      throw corrupt(
          position,
          "padding length",
          length,
          String.valueOf(capacity - index - FrameDescriptor.HEADER));
    }
    return header;
  }

  public CorruptRingException corrupt(long position, String field, long value, String wanted) {
    return new CorruptRingException(file, position, field, value, wanted);
  }
}
