package io.culvert.ring;

import io.culvert.CorruptRingException;
import io.culvert.FencedException;
import io.culvert.IncompleteMessageException;
import io.culvert.MessageTooLargeException;
import java.time.Duration;
import java.util.Objects;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * The reading side of a ring. It never writes to the data area; it never waits, except in {@link
 * #receive}; and it allocates nothing, except for messages that came in several parts.
 *
 * <p>{@link #read} steps to the next message and gives a view of its bytes in mapped memory. {@link
 * #release} says that the space of all messages read so far may be used again. Releases are stored
 * in batches: when the ring looks empty, or {@value #RELEASE_MESSAGES} messages or an eighth of the
 * capacity are held, or at once by {@link #storeReleased}. A successor of a reader that has died
 * begins with the first message that was not released.
 *
 * <p>{@link #release(long)} does so for messages up to one of those read, and leaves what was read
 * behind it as it is. Space comes free in the order of the messages; so one that is held holds all
 * behind it. In particular a message larger than the ring cannot come whole before all messages
 * before it are released; {@link #isReleaseNeeded} tells.
 *
 * <p>For one thread at a time. {@link #isReadable} may be called from any thread, as long as the
 * reader is not closed.
 */
public final class RingReader extends CacheLinePadding implements AutoCloseable {

  /** So many messages are released at a time, at the most. */
  static final int RELEASE_MESSAGES = 64;

  private static final long NO_REST = -1;
  private static final int SLOT = RingLayout.readerOffset(0);

  private final RingMemory memory;
  private final UnsafeBuffer buffer;
  private final int mask;
  private final int releaseBytes;
  private final long status;
  private final UnsafeBuffer payload = new UnsafeBuffer(0, 0);
  private final Reassembly reassembly;

  /** The head as last stored. */
  private long head;

  /** Up to here messages are released; the head follows in batches. */
  private long released;

  /** Messages between head and released. */
  private int toStore;

  /** Messages that were read and are not released. */
  private int held;

  /** Behind the last message that was handed out: what follows below the position was skipped. */
  private long messageEnd;

  /** Where the message that was read last begins. */
  private long messagePosition;

  /** Behind the message that was read last. */
  private long position;

  /** The tail as last seen. */
  private long limit;

  /** Where the rest of a message without a beginning was found. */
  private long restPosition = NO_REST;

  private ReadResult received = ReadResult.EMPTY;
  private StreamFailure failure;
  private boolean closed;

  private RingReader(RingMemory memory, long beat) {
    this.memory = memory;
    this.buffer = memory.buffer();
    this.mask = memory.capacity() - 1;
    this.releaseBytes = memory.capacity() / 8;
    this.reassembly = new Reassembly(memory);
    memory.positions(SLOT); // a ring that is refused is left as it is
    this.status = memory.attach(SLOT, beat);
    this.head = memory.positions(SLOT).head(); // from the attach on a predecessor releases nothing
    this.released = head;
    this.position = head;
    this.messagePosition = head;
    this.messageEnd = head;
    this.limit = head;
  }

  /**
   * Takes the reader's role at a ring and begins with the first message that was not released. A
   * reader that had the role before is fenced: its next release fails. That nobody else has the
   * role is for the caller to know; the stages hold a lock for it.
   *
   * @param ring the ring
   * @return a reader
   * @throws IllegalStateException when the ring is closed
   * @throws CorruptRingException when what the ring holds cannot be true
   */
  public static RingReader attach(RingFile ring) {
    return attach(ring.memory());
  }

  static RingReader attach(RingMemory memory) {
    return attach(memory, RingMemory.NO_BEAT);
  }

  /**
   * As {@link #attach}, for an owner that shows from now on that its process runs ({@link
   * Signals#beat}) and holds the lock of its role: when the beats end and the lock is free, the
   * other side knows that the owner is dead.
   *
   * @param ring the ring
   * @return a reader
   * @throws IllegalStateException when the ring is closed
   * @throws CorruptRingException when what the ring holds cannot be true
   */
  public static RingReader attachWatched(RingFile ring) {
    return attach(ring.memory(), RingMemory.FIRST_BEAT);
  }

  private static RingReader attach(RingMemory memory, long beat) {
    memory.retain();
    try {
      return new RingReader(memory, beat);
    } catch (RuntimeException | Error e) {
      memory.letGo();
      throw e;
    }
  }

  /**
   * Steps to the next message.
   *
   * @return {@link ReadResult#MESSAGE} when there is one; {@link ReadResult#EMPTY} when there is
   *     none now; the end of the stream, again and again once it has been reached
   * @throws CorruptRingException when the ring holds a value that cannot be true; nothing is
   *     consumed
   * @throws MessageTooLargeException when a message in several parts is longer than this side's
   *     maximum; nothing is consumed
   * @throws IncompleteMessageException when the beginning of a message is gone; what is left of it
   *     is released
   * @throws IllegalStateException when the reader is closed
   * @throws FencedException when another reader has taken over
   */
  public ReadResult read() {
    requireOpen();
    while (position < limit || refreshLimit()) {
      long at = position;
      long header = memory.frameHeader(at, limit);
      int length = Frame.length(header);
      int offset = RingLayout.DATA_OFFSET + ((int) at & mask) + Frame.HEADER;
      switch (Frame.type(header)) {
        case Frame.DATA:
          dropUnfinished();
          messagePosition = at;
          position = at + Frame.span(length);
          payload.wrap(buffer, offset, length);
          return handOut();
        case Frame.FRAGMENT:
          if (readFragment(at, Frame.flags(header), offset, length)) {
            return handOut();
          }
          break;
        case Frame.COMPLETED:
          dropUnfinished();
          return ReadResult.COMPLETED;
        case Frame.FAILED:
          dropUnfinished();
          return readFailure(at, offset, length);
        default: // padding
          position = at + Frame.span(length);
          releaseSkipped(at);
      }
    }
    return ReadResult.EMPTY;
  }

  private ReadResult handOut() {
    messageEnd = position;
    held++;
    return ReadResult.MESSAGE;
  }

  /** One load of the tail, checked before it is used; true when there is something to read. */
  private boolean refreshLimit() {
    storeHead(); // the ring looks empty: the writer gets back all that has been released
    // Pairs with the release-store in RingWriter.publish: header and payload below this tail are in
    // place.
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

  /** Takes a part of a message; true when it was the last one. */
  private boolean readFragment(long at, int flags, int offset, int length) {
    long next = at + Frame.span(length);
    boolean last = (flags & Frame.END) != 0;
    boolean first = (flags & Frame.BEGIN) != 0;
    if (first) {
      begin(at, offset, length);
    } else if (!reassembly.isOpen()) {
      skipRest(at, next, last);
      return false;
    }
    int prefix = first ? Long.BYTES : 0;
    reassembly.add(buffer, offset + prefix, length - prefix, last, at);
    position = next;
    if (last) {
      reassembly.wrap(payload);
    } else if (reassembly.isStreamed()) {
      releaseSkipped(at); // a message larger than the ring gets through in no other way
    }
    return last;
  }

  private void begin(long at, int offset, int length) {
    if (length < Long.BYTES) {
      throw memory.corrupt(at, "fragment length", length, "at least " + Long.BYTES);
    }
    reassembly.begin(buffer.getLong(offset), at);
    restPosition = NO_REST;
    messagePosition = at;
  }

  /** Releases what nobody outside gets to see, unless messages before it are still held. */
  private void releaseSkipped(long at) {
    if (released == at) {
      release();
    }
  }

  /**
   * The first part was released by a reader that is gone; nobody can have this message any more. A
   * gap is never silent: once all that is left of the message has been skipped, the stream fails.
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
   * A message whose last part never came was not published: its writer has died over it, or has
   * given it up.
   */
  private void dropUnfinished() {
    reassembly.drop();
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
   * The message that was read last.
   *
   * @return a view of exactly its bytes, valid until the next call to this reader that is not a
   *     plain question
   */
  public DirectBuffer payload() {
    return payload;
  }

  /**
   * Where the message that was read last begins.
   *
   * @return its position, bytes since the ring was created
   */
  public long messagePosition() {
    return messagePosition;
  }

  /**
   * The failure that has ended the stream.
   *
   * @return the failure; null before {@link ReadResult#FAILED}
   */
  public StreamFailure failure() {
    return failure;
  }

  /**
   * Says that the space of all messages read so far may be used again. The writer learns of it in
   * batches.
   *
   * @throws FencedException when another reader has taken over
   * @throws IllegalStateException when the reader is closed
   */
  public void release() {
    requireOpen();
    releaseTo(position, held);
  }

  /**
   * Says that the space of all messages before a position may be used again, while those behind it
   * are held. The writer learns of it in batches. Does nothing when they are released already.
   *
   * @param end behind a message that was read: a {@link #position()} after it, or the {@link
   *     #messagePosition()} of one that followed
   * @throws IllegalArgumentException when it is no such position; nothing is released
   * @throws CorruptRingException when what was read has been changed since, so that it cannot be
   *     true
   * @throws FencedException when another reader has taken over
   * @throws IllegalStateException when the reader is closed
   */
  public void release(long end) {
    requireOpen();
    if (end < 0 || end > position || (end & 7) != 0) {
      throw notRead(end);
    }
    if (end >= messageEnd) {
      // Nothing is held any more; then what was skipped behind the last message goes, too.
      release();
    } else if (end > released) {
      releaseTo(end, messagesBefore(end));
    }
  }

  private void releaseTo(long end, int messages) {
    if (released == end) {
      return;
    }
    released = end;
    held -= messages;
    toStore += messages;
    if (toStore >= RELEASE_MESSAGES || released - head >= releaseBytes) {
      storeHead();
    }
  }

  /** Goes over the frames again: a head between two messages is all that a successor could use. */
  private int messagesBefore(long end) {
    int messages = 0;
    boolean inside = false;
    long at = released;
    while (at < end) {
      long header = memory.frameHeader(at, position);
      if (Frame.type(header) != Frame.PADDING) {
        inside = Frame.type(header) == Frame.FRAGMENT && (Frame.flags(header) & Frame.END) == 0;
        messages += inside ? 0 : 1;
      }
      at += Frame.span(Frame.length(header));
    }
    if (at != end || inside) {
      throw notRead(end);
    }
    return messages;
  }

  private IllegalArgumentException notRead(long end) {
    return new IllegalArgumentException(
        "release must be behind a message that was read: position="
            + end
            + ", released="
            + released
            + ", read="
            + position
            + ", file="
            + memory.file());
  }

  /**
   * Stores at once what is released, so that a successor goes on behind it and the writer has its
   * space.
   *
   * @throws FencedException when another reader has taken over
   * @throws IllegalStateException when the reader is closed
   */
  public void storeReleased() {
    requireOpen();
    storeHead();
  }

  private void storeHead() {
    if (head == released) {
      return;
    }
    long found = memory.statusAcquire(SLOT);
    if (found != status) {
      throw fenced(found);
    }
    // Pairs with the acquire of the head in RingWriter.refreshLimit: our loads of the payload are
    // done before it.
    memory.headRelease(SLOT, released);
    head = released;
    toStore = 0;
  }

  private FencedException fenced(long found) {
    return new FencedException(
        "reader", RoleState.epochOf(status), RoleState.epochOf(found), memory.file());
  }

  /**
   * Steps back before the message that was read last, so that it is read again, unless parts of it
   * are released.
   */
  private void unread() {
    if (messagePosition >= released) {
      position = messagePosition;
      messageEnd = position;
      held--;
    }
  }

  /**
   * Hands messages to a handler, and releases each after the handler has returned. A message at
   * which the handler throws is not released: it is the next one again (unless it was larger than
   * the ring).
   *
   * @param handler takes the messages
   * @param maxMessages how many it takes at the most
   * @return how many it has taken; 0 when there is none now, or at the end of the stream, which
   *     {@link #read} tells
   * @throws CorruptRingException when the ring holds a value that cannot be true
   * @throws MessageTooLargeException when a message in several parts is longer than this side's
   *     maximum
   * @throws IncompleteMessageException when the beginning of a message is gone
   * @throws IllegalStateException when the reader is closed
   * @throws FencedException when another reader has taken over
   */
  public int poll(MessageHandler handler, int maxMessages) {
    Objects.requireNonNull(handler, "handler");
    int count = 0;
    while (count < maxMessages && read() == ReadResult.MESSAGE) {
      deliver(handler);
      count++;
    }
    return count;
  }

  private void deliver(MessageHandler handler) {
    boolean taken = false;
    try {
      handler.onMessage(payload, messagePosition);
      taken = true;
    } finally {
      if (!taken) {
        unread();
      }
    }
    release();
  }

  /**
   * Waits for a message and hands it to a handler.
   *
   * @param handler takes the message
   * @param timeout how long to wait
   * @return {@link ReadResult#MESSAGE} when it has taken one, {@link ReadResult#EMPTY} when the
   *     time ran out, or the end of the stream
   * @throws InterruptedException when the thread is interrupted while it waits
   * @throws CorruptRingException when the ring holds a value that cannot be true
   * @throws MessageTooLargeException when a message in several parts is longer than this side's
   *     maximum
   * @throws IncompleteMessageException when the beginning of a message is gone
   * @throws IllegalStateException when the reader is closed
   * @throws FencedException when another reader has taken over
   */
  public ReadResult receive(MessageHandler handler, Duration timeout) throws InterruptedException {
    Objects.requireNonNull(handler, "handler");
    Waiting.until(this::tryRead, timeout);
    if (received == ReadResult.MESSAGE) {
      deliver(handler);
    }
    return received;
  }

  private boolean tryRead() {
    received = read();
    return received != ReadResult.EMPTY;
  }

  /**
   * Whether something has been published that was not read. One load; for any thread.
   *
   * @return true when {@link #read} would find something new
   * @throws IllegalStateException when the reader is closed
   */
  public boolean isReadable() {
    requireOpen();
    return memory.tailAcquire() != position;
  }

  /**
   * Whether a message larger than the ring is on its way and stands still until messages that were
   * read before it are released. No other reading or waiting helps then.
   *
   * @return true when it is
   */
  public boolean isReleaseNeeded() {
    return reassembly.isOpen() && reassembly.isStreamed() && released < messageEnd;
  }

  /**
   * Where the head was stored last: what is released behind it is not stored yet. For the reader's
   * thread: what is different from before was stored since.
   *
   * @return the position, bytes since the ring was created
   */
  public long storedHead() {
    return head;
  }

  /**
   * How much is published and not yet released, as far as this side knows.
   *
   * @return bytes
   */
  public long backlog() {
    return limit - released;
  }

  /**
   * Behind the message that was read last.
   *
   * @return the position, bytes since the ring was created
   */
  public long position() {
    return position;
  }

  /**
   * Says that the end of the stream has been taken in: the ring has served its purpose and may be
   * deleted.
   *
   * @throws FencedException when another reader has taken over
   * @throws IllegalStateException when the reader is closed
   */
  public void complete() {
    requireOpen();
    // The state before the head: a writer that finds the end released finds the ring done, too, and
    // does not begin its stream in a ring that is about to be deleted.
    if (!memory.detach(SLOT, status, RoleState.COMPLETED)) {
      long found = memory.statusAcquire(SLOT);
      if (RoleState.epochOf(found) != RoleState.epochOf(status)) {
        throw fenced(found);
      }
      return; // this role has ended before
    }
    position = limit;
    messageEnd = limit;
    released = limit;
    head = limit;
    memory.headRelease(SLOT, limit);
  }

  /**
   * Tells the writer that no more messages are wanted. What is left in the ring is not wanted
   * either. Without effect when another reader has taken over.
   *
   * @throws IllegalStateException when the reader is closed
   */
  public void cancel() {
    requireOpen();
    end(RoleState.CANCELLED);
  }

  /**
   * Tells the writer that this side has failed. What is not released stays in the ring for a
   * successor. Without effect when another reader has taken over.
   *
   * @param reason what the writer is told, cut at 508 bytes of UTF-8
   * @throws IllegalStateException when the reader is closed
   */
  public void fail(String reason) {
    Objects.requireNonNull(reason, "reason");
    requireOpen();
    if (memory.statusAcquire(SLOT) == status) {
      storeHead();
      memory.readerReason(SLOT, reason);
      end(RoleState.FAILED);
    }
  }

  private void end(RoleState state) {
    memory.detach(SLOT, status, state);
  }

  /**
   * The ring, for messages to people.
   *
   * @return the path of its file
   */
  public String file() {
    return memory.file();
  }

  private void requireOpen() {
    if (closed) {
      throw new IllegalStateException("reader is closed: file=" + memory.file());
    }
  }

  /**
   * Gives the role up; what is released is stored. Unless it was ended before, a successor goes on
   * from there.
   */
  @Override
  public void close() {
    if (closed) {
      return;
    }
    closed = true;
    payload.wrap(0, 0); // or a view that was kept would still reach the memory
    try {
      if (memory.statusAcquire(SLOT) == status) {
        storeHead();
      }
    } finally {
      detach();
    }
  }

  private void detach() {
    try {
      memory.detach(SLOT, status, RoleState.DETACHED);
    } finally {
      memory.letGo(); // also when the page is gone
    }
  }
}
