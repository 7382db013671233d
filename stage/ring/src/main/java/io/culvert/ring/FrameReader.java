package io.culvert.ring;

import io.culvert.exceptions.FencedException;
import io.culvert.exceptions.IncompleteMessageException;
import io.culvert.ring.layout.FrameDescriptor;
import io.culvert.ring.layout.RingDescriptor;
import io.culvert.ring.layout.RoleStatus;
import io.culvert.ring.layout.StreamFailure;
import io.culvert.ring.memory.FrameCursor;
import io.culvert.ring.memory.RingMemory;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * The frames of a reader: steps over them, assembles messages from fragments and releases the space
 * of what was read.
 *
 * <p>Declares all fields of {@link RingReader}, because only the fields of a superclass can have
 * padding after them.
 */
abstract class FrameReader extends CacheLinePadding {

  /** The maximum number of messages that are released by one store. */
  static final int RELEASE_MESSAGES = 64;

  static final int SLOT = RingDescriptor.READER_OFFSET;

  private static final long NO_REST = -1;

  final RingMemory memory;
  final long status;
  final UnsafeBuffer payload = new UnsafeBuffer(0, 0);

  private final UnsafeBuffer buffer;
  private final int mask;
  private final int releaseBytes;
  private final FragmentAssembler assembler;
  private final FrameCursor cursor;

  /** The head as last stored. */
  long head;

  /** The end of the released messages. The head follows in batches. */
  long released;

  /** The start of the message that was read last. */
  long messagePosition;

  /** The end of the message that was read last. */
  long position;

  /** The end of the last message that was returned. From here to the position, all was skipped. */
  long messageEnd;

  /** The tail as last loaded. */
  long limit;

  /** The number of messages that were read and not released. */
  int unreleased;

  StreamFailure failure;
  ReadResult received = ReadResult.EMPTY;
  boolean closed;

  /** The start of the rest of a message whose first part is gone. */
  private long restPosition = NO_REST;

  /** The number of messages from the head to the released position. */
  private int unstored;

  FrameReader(RingMemory memory, long heartbeat) {
    this.memory = memory;
    this.buffer = memory.buffer();
    this.mask = memory.capacity() - 1;
    this.releaseBytes = memory.capacity() / 8;
    this.assembler = new FragmentAssembler(memory);
    this.cursor = new FrameCursor(memory);
    memory.positions(SLOT); // before the attach: a ring that is refused stays unchanged
    this.status = memory.attach(SLOT, heartbeat);
    // Once more, because a predecessor may have released until the attach.
    this.head = memory.positions(SLOT).head();
    this.released = head;
    this.position = head;
    this.messagePosition = head;
    this.messageEnd = head;
    this.limit = head;
  }

  final ReadResult readMessage() {
    while (position < limit || refreshLimit()) {
      long at = position;
      long header = memory.frameHeader(at, limit);
      int length = FrameDescriptor.length(header);
      int offset = RingDescriptor.DATA_OFFSET + ((int) at & mask) + FrameDescriptor.HEADER;
      switch (FrameDescriptor.type(header)) {
        case FrameDescriptor.DATA:
          dropUnfinished();
          messagePosition = at;
          position = at + FrameDescriptor.span(length);
          payload.wrap(buffer, offset, length);
          return handOut();
        case FrameDescriptor.FRAGMENT:
          if (readFragment(at, FrameDescriptor.flags(header), offset, length)) {
            return handOut();
          }
          break;
        case FrameDescriptor.COMPLETED:
          dropUnfinished();
          return ReadResult.COMPLETED;
        case FrameDescriptor.FAILED:
          dropUnfinished();
          return readFailure(at, offset, length);
        default: // padding
          position = at + FrameDescriptor.span(length);
          releaseSkipped(at);
      }
    }
    return ReadResult.EMPTY;
  }

  private ReadResult handOut() {
    messageEnd = position;
    unreleased++;
    return ReadResult.MESSAGE;
  }

  /** Loads the tail once and checks it. Returns whether there is something to read. */
  private boolean refreshLimit() {
    storeHead(); // the ring seems empty: the writer gets back everything that is released
    // Pairs with the release store in FrameAppender.publishCommitted: headers and payloads
    // below this tail are in place.
    long tail = memory.tailAcquire();
    if (tail < limit || tail - head > memory.capacity() || (tail & 7) != 0) {
      throw memory.corrupt(
          position,
          "tail",
          tail,
          "a multiple of 8 from " + limit + " to " + (head + memory.capacity()));
    }
    limit = tail;
    return position < tail;
  }

  /** Takes a part of a message. Returns whether it was the last one. */
  private boolean readFragment(long at, int flags, int offset, int length) {
    long next = at + FrameDescriptor.span(length);
    boolean last = (flags & FrameDescriptor.END) != 0;
    boolean first = (flags & FrameDescriptor.BEGIN) != 0;
    if (first) {
      begin(at, offset, length);
    } else if (!assembler.isOpen()) {
      skipRest(at, next, last);
      return false;
    }
    int prefix = first ? Long.BYTES : 0;
    assembler.add(buffer, offset + prefix, length - prefix, last, at);
    position = next;
    if (last) {
      assembler.wrap(payload);
    } else if (assembler.isStreamed()) {
      releaseSkipped(at); // otherwise a message larger than the ring never gets through
    }
    return last;
  }

  private void begin(long at, int offset, int length) {
    if (length < Long.BYTES) {
      throw memory.corrupt(at, "fragment length", length, "at least " + Long.BYTES);
    }
    assembler.begin(buffer.getLong(offset), at);
    restPosition = NO_REST;
    messagePosition = at;
  }

  /** Releases a frame that the caller never sees, unless messages before it are unreleased. */
  private void releaseSkipped(long at) {
    if (released == at) {
      releaseTo(position, unreleased);
    }
  }

  /**
   * Skips a part of a message whose first part was released by a former reader: no reader can get
   * this message any more. A gap is never silent, so the stream fails once the last part is
   * skipped.
   */
  private void skipRest(long at, long next, boolean last) {
    if (restPosition == NO_REST) {
      restPosition = at;
    }
    position = next;
    releaseSkipped(at);
    if (last) {
      long lost = restPosition;
      restPosition = NO_REST;
      storeHead();
      throw new IncompleteMessageException(lost, memory.file());
    }
  }

  /**
   * Drops a message whose last part is missing. It was never published: its writer died or gave it
   * up.
   */
  private void dropUnfinished() {
    assembler.drop();
    restPosition = NO_REST;
  }

  private ReadResult readFailure(long at, int offset, int length) {
    payload.wrap(buffer, offset, length);
    StreamFailure decoded = StreamFailure.decode(payload, length);
    if (decoded == null) {
      throw memory.corrupt(at, "failure length", length, "three texts");
    }
    failure = decoded;
    return ReadResult.FAILED;
  }

  /**
   * Steps back before the message that was read last, so that it is read again, unless parts of it
   * are released.
   */
  final void unread() {
    if (messagePosition >= released) {
      position = messagePosition;
      messageEnd = position;
      unreleased--;
    }
  }

  /** Releases the messages before a position, and stores the head if the batch is full. */
  final void releaseTo(long end, int messages) {
    if (released == end) {
      return;
    }
    released = end;
    unreleased -= messages;
    unstored += messages;
    if (unstored >= RELEASE_MESSAGES || released - head >= releaseBytes) {
      storeHead();
    }
  }

  /**
   * Counts the unreleased messages before a position. Steps over the frames again, because a
   * successor can begin only between two messages.
   */
  final int messagesBefore(long end) {
    int messages = 0;
    boolean inside = false;
    cursor.begin(released, position);
    while (cursor.nextPosition() < end && cursor.next()) {
      if (cursor.type() != FrameDescriptor.PADDING) {
        inside =
            cursor.type() == FrameDescriptor.FRAGMENT
                && (cursor.flags() & FrameDescriptor.END) == 0;
        messages += inside ? 0 : 1;
      }
    }
    if (cursor.nextPosition() != end || inside) {
      throw notRead(end);
    }
    return messages;
  }

  final IllegalArgumentException notRead(long end) {
    return new IllegalArgumentException(
        "release must be the end of a message that was read: position="
            + end
            + ", released="
            + released
            + ", read="
            + position
            + ", file="
            + memory.file());
  }

  /**
   * Stores the released position as the head. The check of the status is best effort: a thread that
   * is stopped between that load and the store that follows overwrites its successor's head when it
   * resumes. The role lock excludes that.
   */
  final void storeHead() {
    if (head == released) {
      return;
    }
    long found = memory.statusAcquire(SLOT);
    if (found != status) {
      throw fenced(found);
    }
    // Pairs with the acquire of the head in FrameAppender.refreshLimit: our loads of the
    // payload are done before this store.
    memory.headRelease(SLOT, released);
    head = released;
    unstored = 0;
  }

  final FencedException fenced(long found) {
    return new FencedException(
        "reader", RoleStatus.epochOf(status), RoleStatus.epochOf(found), memory.file());
  }

  final void requireOpen() {
    if (closed) {
      throw new IllegalStateException("reader is closed: file=" + memory.file());
    }
  }
}
