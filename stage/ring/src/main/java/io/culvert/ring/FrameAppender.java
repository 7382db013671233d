package io.culvert.ring;

import io.culvert.exceptions.FencedException;
import io.culvert.exceptions.PositionsExhaustedException;
import io.culvert.exceptions.StreamEndedException;
import io.culvert.ring.layout.FrameDescriptor;
import io.culvert.ring.layout.RingDescriptor;
import io.culvert.ring.layout.RoleStatus;
import io.culvert.ring.memory.FrameCursor;
import io.culvert.ring.memory.ResumeSlots;
import io.culvert.ring.memory.RingMemory;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * The frames of a writer: makes room for them, appends them after the published tail and publishes
 * them.
 *
 * <p>Declares all fields of {@link RingWriter}, because only the fields of a superclass can have
 * padding after them.
 */
abstract class FrameAppender extends CacheLinePadding {

  static final int NO_CLAIM = -1;

  private static final int READER = RingDescriptor.READER_OFFSET;

  final RingMemory memory;
  final UnsafeBuffer buffer;
  final int capacity;
  final int payloadLimit;
  final long status;
  final UnsafeBuffer view = new UnsafeBuffer(0, 0);
  final FragmentWriter messages;
  final ResumePoint resumePoint;

  /** The reader's status before the attach. */
  final long formerReaderStatus;

  private final int mask;
  private final ResumeSlots tokens;

  /** The tail as last published. */
  long published;

  /** The end of the last committed frame, published or not. */
  long position;

  /** The end of the last committed message. */
  long messageEnd;

  /** The head as last loaded. */
  long knownHead;

  /** The head that the last refused reservation needs. */
  long requestedHead;

  /** The position up to which the ring is known to have room, by the private copy of the head. */
  private long limit;

  /** The end of the last committed message that carries a token. */
  private long tokenPosition;

  private long token;

  int claimed = NO_CLAIM;
  boolean ended;
  boolean closed;

  FrameAppender(RingMemory memory, long heartbeat) {
    this.memory = memory;
    this.buffer = memory.buffer();
    this.capacity = memory.capacity();
    this.mask = capacity - 1;
    this.payloadLimit = FrameDescriptor.payloadLimit(capacity);
    this.formerReaderStatus = memory.statusAcquire(READER);
    requireOpenStream(); // before the attach: a ring that is refused stays unchanged
    this.status = memory.attach(RingDescriptor.WRITER_OFFSET, heartbeat);
    // Once more, because a predecessor may have published until the attach.
    RingMemory.Positions positions = requireOpenStream();
    this.published = positions.tail();
    this.position = published;
    this.messageEnd = published;
    this.tokenPosition = published;
    this.tokens = new ResumeSlots(memory, published);
    this.resumePoint = new ResumePoint(memory.ringId(), published, tokens.newest());
    this.knownHead = positions.head();
    this.limit = limitFor(knownHead);
    this.messages = new FragmentWriter(this);
  }

  /**
   * Refuses a ring that holds the end of a stream. Nothing may follow that end, so the reader must
   * take it first.
   */
  private RingMemory.Positions requireOpenStream() {
    RingMemory.Positions positions = memory.positions(READER);
    FrameCursor cursor = new FrameCursor(memory);
    cursor.begin(positions.head(), positions.tail());
    while (cursor.next()) {
      if (cursor.type() == FrameDescriptor.COMPLETED || cursor.type() == FrameDescriptor.FAILED) {
        throw new StreamEndedException(cursor.position(), memory.file());
      }
    }
    long tailLimit = limitFor(positions.head());
    if (positions.tail() > tailLimit) {
      throw memory.corrupt(
          positions.tail(),
          "tail",
          positions.tail(),
          "at most " + tailLimit + ", because the stream has not ended");
    }
    return positions;
  }

  /** The limit of messages; after it there is room for the end of the stream. */
  private long limitFor(long head) {
    return head + capacity - FrameDescriptor.TERMINAL_RESERVE;
  }

  /**
   * Reserves room for one frame in one piece, after a padding if the frame does not fit before the
   * end of the data area. Returns false if the ring is full.
   */
  final boolean reserve(int length) {
    if (position == published) {
      requireNotFenced(); // before the first store of a batch; publish checks again
    }
    int span = (int) FrameDescriptor.span(length);
    int toEnd = capacity - ((int) position & mask);
    int padding = span > toEnd ? toEnd : 0;
    if (!makeRoom(padding + span)) {
      return false;
    }
    if (padding > 0) {
      putHeader(FrameDescriptor.PADDING, 0, padding - FrameDescriptor.HEADER);
      position += padding;
    }
    return true;
  }

  /**
   * Makes sure that this many bytes can be written now. If the known head leaves too few, publishes
   * what is committed and loads the head. Returns false if the ring is full.
   */
  final boolean makeRoom(long bytes) {
    if (position + bytes <= limit) {
      return true;
    }
    publishCommitted(); // the reader can release only what it sees
    refreshLimit();
    requestedHead = position + bytes - (capacity - FrameDescriptor.TERMINAL_RESERVE);
    return position + bytes <= limit;
  }

  /** Loads the head once and checks it: after an invalid head we would overwrite unread frames. */
  private void refreshLimit() {
    // Pairs with the release store in FrameReader.storeHead: the reader's loads of a frame are
    // done before we overwrite it.
    long head = memory.headAcquire(READER);
    if (head < knownHead || head > published || (head & 7) != 0) {
      throw memory.corrupt(
          published, "head", head, "a multiple of 8 from " + knownHead + " to " + published);
    }
    knownHead = head;
    limit = limitFor(head);
  }

  /** Appends a message in one frame, unpublished. Returns false if the ring is full. */
  final boolean appendData(DirectBuffer source, int offset, int length) {
    if (!reserve(length)) {
      return false;
    }
    buffer.putBytes(payloadOffset(), source, offset, length);
    append(FrameDescriptor.DATA, 0, length);
    messageEnd = position;
    return true;
  }

  /**
   * Appends a part of a message, unpublished. The first part begins with the length of the whole
   * message. Returns false if the ring is full.
   */
  final boolean appendFragment(int flags, int total, DirectBuffer source, int offset, int length) {
    int prefix = (flags & FrameDescriptor.BEGIN) != 0 ? Long.BYTES : 0;
    if (!reserve(prefix + length)) {
      return false;
    }
    int target = payloadOffset();
    if (prefix > 0) {
      buffer.putLong(target, total);
    }
    buffer.putBytes(target + prefix, source, offset, length);
    append(FrameDescriptor.FRAGMENT, flags, prefix + length);
    if ((flags & FrameDescriptor.END) != 0) {
      messageEnd = position;
    }
    return true;
  }

  /** Reserves room for the end of the stream, in the part of the ring that is kept for it. */
  final void reserveForEnd(int length) {
    requireNotFenced();
    limit += FrameDescriptor.TERMINAL_RESERVE;
    if (!reserve(length)) {
      throw new IllegalStateException("no room for the end of the stream: file=" + memory.file());
    }
  }

  /** Publishes the end of the stream, whose payload is in place, and ends the role. */
  final void appendEnd(int type, int length, RoleStatus state) {
    append(type, 0, length);
    publishCommitted();
    ended = true;
    memory.detach(RingDescriptor.WRITER_OFFSET, status, state);
  }

  /** Writes the header of the frame that begins at the position, and steps over that frame. */
  final void append(int type, int flags, int length) {
    putHeader(type, flags, length);
    position += FrameDescriptor.span(length);
  }

  private void putHeader(int type, int flags, int length) {
    buffer.putLong(frameOffset(), FrameDescriptor.header(type, flags, length));
  }

  private int frameOffset() {
    return RingDescriptor.DATA_OFFSET + ((int) position & mask);
  }

  final int payloadOffset() {
    return frameOffset() + FrameDescriptor.HEADER;
  }

  /** Attaches a token to the last committed message. */
  final void carry(long token) {
    this.token = token;
    this.tokenPosition = messageEnd;
  }

  final void publishCommitted() {
    if (position == published) {
      return;
    }
    requireNotFenced();
    if (tokenPosition > published) {
      tokens.store(tokenPosition, token);
    }
    // The one store that publishes: headers and payloads are in place before it. Pairs with the
    // acquire of the tail in FrameReader.refreshLimit. A plain store would let a reader see the
    // position before the bytes.
    memory.tailRelease(position);
    published = position;
  }

  final void requireWritable() {
    requireNotEnded();
    if (claimed >= 0) {
      throw new IllegalStateException("a claim is open, commit or abort it: file=" + memory.file());
    }
    if (messages.isOpen()) { // its parts must follow each other, or the reader drops them
      throw new IllegalStateException(
          "a message is begun, advance or abort it: file=" + memory.file());
    }
    if (position > RingDescriptor.MAX_POSITION) {
      throw new PositionsExhaustedException(position, memory.file());
    }
  }

  final void requireNotEnded() {
    requireOpen();
    if (ended) {
      throw new IllegalStateException("stream has ended: file=" + memory.file());
    }
  }

  final void requireOpen() {
    if (closed) {
      throw new IllegalStateException("writer is closed: file=" + memory.file());
    }
  }

  /**
   * Refuses to go on if a successor has raised the epoch. Best effort: a thread that is stopped
   * between this load and the store that follows overwrites its successor's tail when it resumes.
   * The role lock excludes that.
   */
  private void requireNotFenced() {
    long found = memory.statusAcquire(RingDescriptor.WRITER_OFFSET);
    if (found != status) {
      throw new FencedException(
          "writer", RoleStatus.epochOf(status), RoleStatus.epochOf(found), memory.file());
    }
  }
}
