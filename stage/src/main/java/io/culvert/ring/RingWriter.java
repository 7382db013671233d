package io.culvert.ring;

import io.culvert.CorruptRingException;
import io.culvert.FencedException;
import io.culvert.MessageTooLargeException;
import io.culvert.PositionsExhaustedException;
import io.culvert.StreamEndedException;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * The writing side of a ring. It never waits, except in {@link #send}, and allocates nothing.
 *
 * <p>A message is written in three steps: {@link #claim} gives a view of mapped memory, the caller
 * encodes into it, {@link #commit} closes the frame. {@link #publish} then makes all that has been
 * committed visible by one release-store of the tail. What was not published was never there: a
 * process may be killed between any two instructions and leaves nothing to repair. {@link #offer}
 * does all of it for bytes that exist already.
 *
 * <p>A message may carry a token, eight bytes that mean something to the caller: how far it has
 * come in what it reads from, say. {@link #resumePoint} tells a successor the token of the last
 * published message that carried one.
 *
 * <p>For one thread at a time. {@link #isReaderChanged}, {@link #isRoomMade} and {@link #isDrained}
 * may be called from any thread, as long as the writer is not closed.
 *
 * <p>The publication by one counter follows Lamport's single-producer queue ("Specifying Concurrent
 * Program Modules", 1983); the private copy of the other side's position follows FastForward and
 * B-Queue (Giacomoni et al. 2008, Wang et al. 2013).
 */
public final class RingWriter extends CacheLinePadding implements AutoCloseable {

  private static final int READER = RingLayout.readerOffset(0);
  private static final int NO_CLAIM = -1;

  private final RingMemory memory;
  private final UnsafeBuffer buffer;
  private final int capacity;
  private final int mask;
  private final int payloadLimit;
  private final long status;
  private final UnsafeBuffer view = new UnsafeBuffer(0, 0);
  private final MessageWriter messages;
  private final ResumeTokens tokens;
  private final ResumePoint resumePoint;

  /** The tail as last published. */
  private long published;

  /** Behind the last committed frame; published or not. */
  private long position;

  /** Behind the last committed message. */
  private long messageEnd;

  /** Behind the last committed message that carries a token. */
  private long tokenPosition;

  private long token;

  /**
   * Up to here the ring is known to have room: a private copy of the head, plus what that leaves.
   */
  private long limit;

  private long knownHead;

  /**
   * How far the reader must come before the reservation that found no room is worth another try.
   */
  private long requestedHead;

  /** How the reader was when this writer was attached. */
  private final long formerReaderStatus;

  private long knownReaderStatus;
  private int claimed = NO_CLAIM;
  private boolean ended;
  private boolean closed;

  private RingWriter(RingMemory memory, long beat) {
    this.memory = memory;
    this.buffer = memory.buffer();
    this.capacity = memory.capacity();
    this.mask = capacity - 1;
    this.payloadLimit = Frame.payloadLimit(capacity);
    this.formerReaderStatus = memory.statusAcquire(READER);
    this.knownReaderStatus = formerReaderStatus;
    requireOpenStream(); // a ring that is refused is left as it is
    this.status = memory.attach(RingLayout.WRITER_OFFSET, beat);
    // Once more, because only from the attach on a predecessor publishes nothing.
    RingMemory.Positions positions = requireOpenStream();
    this.published = positions.tail();
    this.position = published;
    this.messageEnd = published;
    this.tokenPosition = published;
    this.tokens = new ResumeTokens(memory, published);
    this.resumePoint = new ResumePoint(memory.ringId(), published, tokens.newest());
    this.knownHead = positions.head();
    this.limit = limitFor(knownHead);
    this.messages = new MessageWriter(this, memory.maxMessageSize());
  }

  /**
   * Takes the writer's role at a ring and goes on behind the last published message. A writer that
   * had it before is fenced: its next publication fails. That nobody else has the role is for the
   * caller to know; the stages hold a lock for it.
   *
   * @param ring the ring
   * @return a writer
   * @throws IllegalStateException when the ring is closed
   * @throws CorruptRingException when what the ring holds cannot be true
   * @throws StreamEndedException when it holds a stream that has ended and is not drained
   */
  public static RingWriter attach(RingFile ring) {
    return attach(ring.memory());
  }

  static RingWriter attach(RingMemory memory) {
    return attach(memory, RingMemory.NO_BEAT);
  }

  /**
   * As {@link #attach}, for an owner that shows from now on that its process runs ({@link
   * Signals#beat}) and holds the lock of its role: when the beats end and the lock is free, the
   * other side knows that the owner is dead.
   *
   * @param ring the ring
   * @return a writer
   * @throws IllegalStateException when the ring is closed
   * @throws CorruptRingException when what the ring holds cannot be true
   * @throws StreamEndedException when it holds a stream that has ended and is not drained
   */
  public static RingWriter attachWatched(RingFile ring) {
    return attach(ring.memory(), RingMemory.FIRST_BEAT);
  }

  private static RingWriter attach(RingMemory memory, long beat) {
    memory.retain();
    try {
      return new RingWriter(memory, beat);
    } catch (RuntimeException | Error e) {
      memory.letGo();
      throw e;
    }
  }

  /**
   * Nothing may follow the end of a stream, so one that is still in the ring must be drained first.
   */
  private RingMemory.Positions requireOpenStream() {
    RingMemory.Positions positions = memory.positions(READER);
    FrameWalk walk = new FrameWalk(memory, positions.head(), positions.tail());
    while (walk.next()) {
      if (walk.type() == Frame.COMPLETED || walk.type() == Frame.FAILED) {
        throw new StreamEndedException(walk.position(), memory.file());
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

  /** How far messages may go; behind it there is room for the end of the stream. */
  private long limitFor(long head) {
    return head + capacity - Frame.TERMINAL_RESERVE;
  }

  /**
   * Claims room for a message.
   *
   * @param maxLength the most bytes that the message may have, at least 0 and at most {@link
   *     #maxClaim()}
   * @return a view of exactly these bytes, valid until the next call to this writer, to be followed
   *     by {@link #commit} or {@link #abort}; or null when the ring has no room for them now
   * @throws IllegalArgumentException when the length is negative or more than a claim may have
   * @throws IllegalStateException when a claim is open, the stream has ended or the writer is
   *     closed
   * @throws PositionsExhaustedException when the ring has come to the end of its positions
   * @throws CorruptRingException when the reader's position cannot be true
   * @throws FencedException when another writer has taken over
   */
  public MutableDirectBuffer claim(int maxLength) {
    requireWritable();
    if (maxLength < 0 || maxLength > payloadLimit) {
      throw new IllegalArgumentException(
          "claim must be 0 to " + payloadLimit + " bytes: length=" + maxLength);
    }
    if (!reserve(maxLength)) {
      return null;
    }
    claimed = maxLength;
    view.wrap(buffer, payloadOffset(), maxLength);
    return view;
  }

  /**
   * Makes room for one frame in one piece, with padding before it at the end of the data area;
   * false when full.
   */
  private boolean reserve(int length) {
    if (position == published) {
      requireNotFenced(); // before the first store of each batch, and again before it is published
    }
    int span = (int) Frame.span(length);
    int toEnd = capacity - ((int) position & mask);
    int padding = span > toEnd ? toEnd : 0;
    if (!hasRoom(padding + span)) {
      return false;
    }
    if (padding > 0) {
      putHeader(Frame.PADDING, 0, padding - Frame.HEADER);
      position += padding;
    }
    return true;
  }

  /**
   * Whether so many bytes can be written now. Rereads the head only when the known one leaves too
   * few.
   */
  boolean hasRoom(long bytes) {
    if (position + bytes <= limit) {
      return true;
    }
    publish(); // or the reader could never make the room that is asked for
    refreshLimit();
    requestedHead = position + bytes - (capacity - Frame.TERMINAL_RESERVE);
    return position + bytes <= limit;
  }

  /**
   * One load of the head, checked before it is used: a wrong one would let us overwrite what was
   * not read.
   */
  private void refreshLimit() {
    // Pairs with the release-store in RingReader.release: what the reader has read, it has read
    // before we overwrite it.
    long head = memory.headAcquire(READER);
    if (head < knownHead || head > published || (head & 7) != 0) {
      throw memory.corrupt(
          published, "head", head, "a multiple of 8 from " + knownHead + " to " + published);
    }
    knownHead = head;
    limit = limitFor(head);
  }

  /**
   * Closes the claim as a message.
   *
   * @param length the bytes that the message has, from 0 to what was claimed
   * @throws IllegalStateException when there is no claim
   * @throws IllegalArgumentException when the length is negative or more than was claimed; the
   *     claim stays open
   */
  public void commit(int length) {
    if (claimed < 0) {
      throw new IllegalStateException("no claim to commit: file=" + memory.file());
    }
    if (length < 0 || length > claimed) {
      throw new IllegalArgumentException(
          "commit must be 0 to " + claimed + " bytes: length=" + length);
    }
    claimed = NO_CLAIM;
    append(Frame.DATA, 0, length);
    messageEnd = position;
  }

  /** Gives the claim up: nothing of it will ever be seen. Without a claim it does nothing. */
  public void abort() {
    claimed = NO_CLAIM;
  }

  /**
   * Says that a message carries a token: the one that was begun with {@link #begin} and is not yet
   * published, else the one that was committed last. The token is stored by the publication of that
   * message, before its release-store, so that a successor finds it if and only if the message is
   * published; of several that are published at once, the last one's token counts. A second call
   * for the same message replaces the token.
   *
   * @param token any eight bytes
   * @throws IllegalStateException when no message is begun and nothing is committed that is not
   *     published, a claim is open, the stream has ended or the writer is closed
   */
  public void putToken(long token) {
    requireNotEnded();
    if (messages.isOpen()) {
      messages.putToken(token);
    } else if (claimed < 0 && messageEnd > published) {
      carry(token);
    } else {
      throw new IllegalStateException(
          "no message for a token, begin one, or commit it and publish it after: file="
              + memory.file());
    }
  }

  /** The message that was committed last carries a token. */
  void carry(long token) {
    this.token = token;
    this.tokenPosition = messageEnd;
  }

  /**
   * Makes all that has been committed visible to the reader.
   *
   * @throws FencedException when another writer has taken over
   * @throws IllegalStateException when the writer is closed
   */
  public void publish() {
    requireOpen();
    if (position == published) {
      return;
    }
    requireNotFenced();
    if (tokenPosition > published) {
      tokens.store(tokenPosition, token);
    }
    // The one store that publishes: header and payload are in place before it. Pairs with the
    // acquire of the tail in
    // RingReader.refreshLimit; a plain store would let a reader see the position before the bytes.
    memory.tailRelease(position);
    published = position;
  }

  /**
   * Publishes a copy of a message, in several frames when it is longer than one may be.
   *
   * @param source where the message is
   * @param offset where in it, in bytes
   * @param length its length in bytes
   * @return true when it is published, false when the ring has no room for it now
   * @throws MessageTooLargeException when it is longer than the maximum, or than the whole ring:
   *     {@link #send} takes that
   * @throws IllegalStateException when a claim is open, the stream has ended or the writer is
   *     closed
   * @throws PositionsExhaustedException when the ring has come to the end of its positions
   * @throws CorruptRingException when the reader's position cannot be true
   * @throws FencedException when another writer has taken over
   */
  public boolean offer(DirectBuffer source, int offset, int length) {
    if (!append(source, offset, length)) {
      return false;
    }
    publish();
    return true;
  }

  /**
   * Publishes a copy of a message that carries a token, as {@link #putToken} says.
   *
   * @param source where the message is
   * @param offset where in it, in bytes
   * @param length its length in bytes
   * @param token any eight bytes
   * @return true when it is published, false when the ring has no room for it now
   * @throws MessageTooLargeException when it is longer than the maximum, or than the whole ring:
   *     {@link #begin} takes that
   * @throws IllegalStateException when a claim is open, the stream has ended or the writer is
   *     closed
   * @throws PositionsExhaustedException when the ring has come to the end of its positions
   * @throws CorruptRingException when the reader's position cannot be true
   * @throws FencedException when another writer has taken over
   */
  public boolean offer(DirectBuffer source, int offset, int length, long token) {
    if (!append(source, offset, length)) {
      return false;
    }
    carry(token);
    publish();
    return true;
  }

  /**
   * Publishes copies of several messages by one store, as many of them as there is room for.
   *
   * @param sources the messages, each a whole buffer
   * @return how many of them, from the first one on, are published
   * @throws MessageTooLargeException when one is longer than the maximum or than the whole ring;
   *     those before it are published
   * @throws IllegalStateException when a claim is open, the stream has ended or the writer is
   *     closed
   * @throws PositionsExhaustedException when the ring has come to the end of its positions
   * @throws CorruptRingException when the reader's position cannot be true
   * @throws FencedException when another writer has taken over
   */
  public int offer(List<? extends DirectBuffer> sources) {
    int count = 0;
    try {
      for (DirectBuffer source : sources) {
        if (!append(source, 0, source.capacity())) {
          return count;
        }
        count++;
      }
      return count;
    } finally {
      publish();
    }
  }

  private boolean append(DirectBuffer source, int offset, int length) {
    requireWritable();
    source.boundsCheck(offset, length); // before the claim, which would stay open
    if (length > payloadLimit || length > memory.maxMessageSize()) {
      return messages.appendWhole(source, offset, length);
    }
    MutableDirectBuffer target = claim(length);
    if (target == null) {
      return false;
    }
    target.putBytes(0, source, offset, length);
    commit(length);
    return true;
  }

  /**
   * Publishes a copy of a message and waits while there is no room. A message longer than the whole
   * ring goes through it in parts; if the time runs out, or the thread is interrupted, half-way
   * through such a message, the reader drops what it has of it.
   *
   * @param source where the message is
   * @param offset where in it, in bytes
   * @param length its length in bytes
   * @param timeout how long to wait
   * @return true when it is published, false when the time ran out
   * @throws InterruptedException when the thread is interrupted while it waits
   * @throws MessageTooLargeException when it is longer than the maximum
   * @throws IllegalStateException when a claim is open, the stream has ended or the writer is
   *     closed
   * @throws PositionsExhaustedException when the ring has come to the end of its positions
   * @throws CorruptRingException when the reader's position cannot be true
   * @throws FencedException when another writer has taken over
   */
  public boolean send(DirectBuffer source, int offset, int length, Duration timeout)
      throws InterruptedException {
    requireWritable();
    messages.begin(source, offset, length);
    try {
      return Waiting.until(messages::advance, timeout);
    } finally {
      messages.abandon();
    }
  }

  /**
   * Begins a message of any length up to the maximum. It is taken from the buffer by the calls of
   * {@link #advance} that follow; nothing else may be written until one of them has said that it is
   * done. The buffer must not change meanwhile.
   *
   * @param source where the message is
   * @param offset where in it, in bytes
   * @param length its length in bytes
   * @throws MessageTooLargeException when it is longer than the maximum
   * @throws IllegalStateException when a claim is open, the stream has ended or the writer is
   *     closed
   */
  public void begin(DirectBuffer source, int offset, int length) {
    requireWritable();
    messages.begin(source, offset, length);
  }

  /**
   * Publishes as much as there is room for of the message that was begun.
   *
   * @return true when all of it is published
   * @throws IllegalStateException when no message is begun, the stream has ended or the writer is
   *     closed
   * @throws CorruptRingException when the reader's position cannot be true
   * @throws FencedException when another writer has taken over
   */
  public boolean advance() {
    requireNotEnded();
    return messages.advance();
  }

  /**
   * Publishes the end of the stream. It never waits: room for it is always kept back.
   *
   * @throws IllegalStateException when the stream has ended or the writer is closed
   * @throws FencedException when another writer has taken over
   */
  public void complete() {
    requireNotEnded();
    end(Frame.COMPLETED, 0, RoleState.COMPLETED);
  }

  /**
   * Publishes the failure of the stream, behind all that was published before. It never waits: room
   * for it is always kept back.
   *
   * @param failure what has failed
   * @throws IllegalStateException when the stream has ended or the writer is closed
   * @throws FencedException when another writer has taken over
   */
  public void fail(StreamFailure failure) {
    Objects.requireNonNull(failure, "failure");
    requireNotEnded();
    UnsafeBuffer text = new UnsafeBuffer(new byte[StreamFailure.ENCODED_LIMIT]);
    int length = failure.encode(text);
    reserveForEnd(length);
    buffer.putBytes(payloadOffset(), text, 0, length);
    endWith(Frame.FAILED, length, RoleState.FAILED);
  }

  private void end(int type, int length, RoleState state) {
    reserveForEnd(length);
    endWith(type, length, state);
  }

  private void reserveForEnd(int length) {
    abort();
    requireNotFenced();
    limit += Frame.TERMINAL_RESERVE;
    if (!reserve(length)) {
      throw new IllegalStateException("no room for the end of the stream: file=" + memory.file());
    }
  }

  private void endWith(int type, int length, RoleState state) {
    append(type, 0, length);
    publish();
    ended = true;
    memory.detach(RingLayout.WRITER_OFFSET, status, state);
  }

  /**
   * Writes the header of the frame that begins at the position, and steps behind the frame. Nothing
   * is visible yet.
   */
  private void append(int type, int flags, int length) {
    putHeader(type, flags, length);
    position += Frame.span(length);
  }

  private void putHeader(int type, int flags, int length) {
    buffer.putLong(frameOffset(), Frame.header(type, flags, length));
  }

  private int frameOffset() {
    return RingLayout.DATA_OFFSET + ((int) position & mask);
  }

  private int payloadOffset() {
    return frameOffset() + Frame.HEADER;
  }

  int capacity() {
    return capacity;
  }

  /**
   * The ring, for messages to people.
   *
   * @return the path of its file
   */
  public String file() {
    return memory.file();
  }

  /**
   * Appends a part of a message, unpublished; false when full. The first carries the length of the
   * whole message.
   */
  boolean appendFragment(int flags, int total, DirectBuffer source, int offset, int length) {
    int prefix = (flags & Frame.BEGIN) != 0 ? Long.BYTES : 0;
    if (!reserve(prefix + length)) {
      return false;
    }
    int target = payloadOffset();
    if (prefix > 0) {
      buffer.putLong(target, total);
    }
    buffer.putBytes(target + prefix, source, offset, length);
    append(Frame.FRAGMENT, flags, prefix + length);
    if ((flags & Frame.END) != 0) {
      messageEnd = position;
    }
    return true;
  }

  /**
   * The longest claim.
   *
   * @return its length in bytes: a quarter of the capacity, less a frame header
   */
  public int maxClaim() {
    return payloadLimit;
  }

  /**
   * The longest message.
   *
   * @return its length in bytes, as this side has set it
   */
  public int maxMessageSize() {
    return memory.maxMessageSize();
  }

  /**
   * Where the next message will be, all that is committed before it counted.
   *
   * @return the position, bytes since the ring was created
   */
  public long position() {
    return position;
  }

  /**
   * Where the tail was stored last, all that is published counted. For the writer's thread: what is
   * different from before was published since.
   *
   * @return the position, bytes since the ring was created
   */
  public long published() {
    return published;
  }

  /**
   * How far the reader should come before a writer that found no room is woken: far enough for what
   * was refused, and until half of the ring is free. One that were woken for each message would
   * sleep and wake for each.
   *
   * @return a position of the reader
   */
  public long wakeUpHead() {
    return Math.max(requestedHead, published - capacity / 2);
  }

  /**
   * What this writer has found when it was attached: where it goes on. A token is the ring's, not
   * the stream's: a new ring has none, but a stream that begins in a ring that was used before
   * finds that of the stream before.
   *
   * @return the same, whatever has been published since
   */
  public ResumePoint resumePoint() {
    return resumePoint;
  }

  /**
   * How much is published and not yet released, as far as this side knows.
   *
   * @return bytes
   */
  public long backlog() {
    return published - knownHead;
  }

  /**
   * Whether the reader has made the room that the last refused claim or message needs. For any
   * thread.
   *
   * @return true when it is worth another try
   * @throws IllegalStateException when the writer is closed
   */
  public boolean isRoomMade() {
    requireOpen();
    return memory.headAcquire(READER) >= requestedHead;
  }

  /**
   * Whether the reader has released all that was published. For any thread.
   *
   * @return true when nothing is left
   * @throws IllegalStateException when the writer is closed
   */
  public boolean isDrained() {
    requireOpen();
    return memory.headAcquire(READER) == published;
  }

  /**
   * Whether the reader's state differs from the one that {@link #readerState} has seen last. One
   * load; for any thread.
   *
   * @return true when it does
   * @throws IllegalStateException when the writer is closed
   */
  public boolean isReaderChanged() {
    requireOpen();
    return memory.statusAcquire(READER) != knownReaderStatus;
  }

  /**
   * What the reader is doing. States from before this writer was attached are not reported, except
   * {@link RoleState#ATTACHED}: how a former reader has ended is not about this stream.
   *
   * @return its state
   * @throws CorruptRingException when the word holds no state
   * @throws IllegalStateException when the writer is closed
   */
  public RoleState readerState() {
    requireOpen();
    long found = memory.statusAcquire(READER);
    RoleState state = RoleState.of(found);
    if (state == null) {
      throw memory.corrupt(published, "reader status", found, "a known state");
    }
    knownReaderStatus = found;
    boolean former = found == formerReaderStatus && state != RoleState.ATTACHED;
    return former ? RoleState.ABSENT : state;
  }

  /**
   * Why the reader has failed.
   *
   * @return class name and message, one text; empty when there is none
   * @throws IllegalStateException when the writer is closed
   */
  public String readerReason() {
    requireOpen();
    return memory.readerReason(READER);
  }

  private void requireWritable() {
    requireNotEnded();
    if (claimed >= 0) {
      throw new IllegalStateException("a claim is open, commit or abort it: file=" + memory.file());
    }
    if (position > RingLayout.MAX_POSITION) {
      throw new PositionsExhaustedException(position, memory.file());
    }
  }

  private void requireNotEnded() {
    requireOpen();
    if (ended) {
      throw new IllegalStateException("stream has ended: file=" + memory.file());
    }
  }

  private void requireOpen() {
    if (closed) {
      throw new IllegalStateException("writer is closed: file=" + memory.file());
    }
  }

  /** A successor has raised the epoch: from then on nothing of ours may become visible. */
  private void requireNotFenced() {
    long found = memory.statusAcquire(RingLayout.WRITER_OFFSET);
    if (found != status) {
      throw new FencedException(
          "writer", RoleState.epochOf(status), RoleState.epochOf(found), memory.file());
    }
  }

  /**
   * Gives the role up without ending the stream: a successor goes on behind the last published
   * message.
   */
  @Override
  public void close() {
    if (!closed) {
      closed = true;
      abort();
      view.wrap(0, 0); // or a view that was kept would still reach the memory
      try {
        memory.detach(RingLayout.WRITER_OFFSET, status, RoleState.DETACHED);
      } finally {
        memory.letGo(); // also when the page is gone
      }
    }
  }
}
