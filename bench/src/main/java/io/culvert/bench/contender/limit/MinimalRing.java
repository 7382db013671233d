package io.culvert.bench.contender.limit;

import org.agrona.BitUtil;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * The smallest possible ring between one writer and one reader: two positions and the frames. It
 * checks nothing, never sleeps, and does not notice that a process has died.
 *
 * <p>A frame is eight bytes with the length, then the payload. It does not wrap: both sides skip
 * the rest of the memory if that is too short. Writer and reader each keep a copy of the peer's
 * position, and read the shared one only if the copy says that they must wait.
 */
final class MinimalRing {

  /** Bytes before the frames: each position has a pair of cache lines of its own. */
  static final int HEADER = 2 * 128;

  private static final int TAIL = 0;
  private static final int HEAD = 128;
  private static final int LENGTH = Long.BYTES;
  private static final int SKIP = -1;
  private static final int END = -2;

  /**
   * The writer publishes, and the reader releases, after this fraction of the memory at the latest.
   */
  private static final int PARTS = 8;

  private final UnsafeBuffer memory;
  private final int capacity;

  /** Creates a ring in memory of zeros: a power of two in addition to the header. */
  MinimalRing(UnsafeBuffer memory) {
    this.memory = memory;
    this.capacity = memory.capacity() - HEADER;
  }

  private int index(long position) {
    return HEADER + (int) (position & capacity - 1);
  }

  private int untilWrap(long position) {
    return capacity - (int) (position & capacity - 1);
  }

  private static int frameLength(int length) {
    return LENGTH + BitUtil.align(length, LENGTH);
  }

  Writer writer(int batch) {
    return new Writer(batch);
  }

  Reader reader() {
    return new Reader();
  }

  /** The writing side, for one thread. */
  final class Writer {

    private final int batch;
    private long tail;
    private long knownHead;
    private long published;
    private int unpublished;

    private Writer(int batch) {
      this.batch = batch;
    }

    /** Returns false if there is no room now. */
    boolean offer(byte[] payload) {
      int needed = frameLength(payload.length);
      int rest = untilWrap(tail);
      boolean wraps = rest < needed;
      if (!hasRoom(wraps ? rest + needed : needed)) {
        publish(); // The reader cannot release what is not published.
        return false;
      }
      if (wraps) {
        memory.putInt(index(tail), SKIP);
        tail += rest;
      }
      int index = index(tail);
      memory.putInt(index, payload.length);
      memory.putBytes(index + LENGTH, payload);
      tail += needed;
      if (++unpublished >= batch || tail - published >= capacity / PARTS) {
        publish();
      }
      return true;
    }

    /** Returns false if there is no room now. */
    boolean end() {
      if (!hasRoom(LENGTH)) {
        publish();
        return false;
      }
      memory.putInt(index(tail), END);
      tail += LENGTH;
      unpublished++;
      publish();
      return true;
    }

    private boolean hasRoom(int bytes) {
      if (tail + bytes - knownHead <= capacity) {
        return true;
      }
      knownHead = memory.getLongVolatile(HEAD);
      return tail + bytes - knownHead <= capacity;
    }

    private void publish() {
      if (unpublished > 0) {
        memory.putLongOrdered(TAIL, tail);
        published = tail;
        unpublished = 0;
      }
    }
  }

  /** The reading side, for one thread. */
  final class Reader {

    private long head;
    private long released;
    private long knownTail;
    private boolean ended;

    private Reader() {}

    /** Returns the next payload; null if there is none now, or the writer has ended. */
    byte[] poll() {
      if (head == knownTail && !hasMore()) {
        return null;
      }
      int length = memory.getInt(index(head));
      if (length == SKIP) {
        head += untilWrap(head);
        return poll(); // The writer publishes a skip together with the frame after it.
      }
      if (length == END) {
        ended = true;
        return null;
      }
      byte[] payload = new byte[length];
      memory.getBytes(index(head) + LENGTH, payload);
      head += frameLength(length);
      if (head - released >= capacity / PARTS) {
        release();
      }
      return payload;
    }

    private boolean hasMore() {
      if (released != head) {
        release();
      }
      knownTail = memory.getLongVolatile(TAIL);
      return head != knownTail && !ended;
    }

    private void release() {
      memory.putLongOrdered(HEAD, head);
      released = head;
    }

    boolean hasEnded() {
      return ended;
    }
  }
}
