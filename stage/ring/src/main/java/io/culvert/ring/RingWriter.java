package io.culvert.ring;

import io.culvert.annotation.InternalApi;
import io.culvert.exceptions.CorruptRingException;
import io.culvert.exceptions.FencedException;
import io.culvert.exceptions.MessageTooLargeException;
import io.culvert.exceptions.PositionsExhaustedException;
import io.culvert.exceptions.StreamEndedException;
import io.culvert.ring.file.MappedRing;
import io.culvert.ring.layout.FrameDescriptor;
import io.culvert.ring.layout.RingDescriptor;
import io.culvert.ring.layout.RoleStatus;
import io.culvert.ring.layout.StreamFailure;
import io.culvert.ring.memory.ControlWords;
import io.culvert.ring.memory.RingMemory;
import java.time.Duration;
import java.util.Objects;
import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * The writing side of a ring. It waits only in {@link #send}, and allocates nothing per message.
 *
 * <p>A message is written in three steps. {@link #claim} returns a view of mapped memory, the
 * caller encodes into it, and {@link #commit} closes the frame. {@link #publish} then makes
 * everything that is committed visible by one release store of the tail. What is not published does
 * not exist for the reader: a process may be killed between any two instructions and leaves nothing
 * to repair. {@link #offer} does all steps for bytes that exist already. A call that finds the ring
 * full publishes what was committed before, because the reader can release only what it sees.
 *
 * <p>A message may carry a token, eight bytes that have a meaning for the caller, for example a
 * position in the source of the messages. {@link #resumePoint} returns to a successor the token of
 * the last published message that carried one.
 *
 * <p>For one thread at a time. {@link #isRoomMade} and {@link #isReaderChanged} may also be called
 * by a second thread, if the last call of the writer's thread happened before. A call that overlaps
 * with the writer's thread may answer for an earlier moment. No call may overlap with {@link
 * #close}, which can unmap the memory.
 *
 * <p>Any method may throw, beside what it declares itself:
 *
 * <ul>
 *   <li>{@link IllegalStateException} if the writer is closed; if it would write, also if the
 *       stream has ended, a claim is open or a message is begun;
 *   <li>{@link FencedException} if it would publish after another writer has taken over;
 *   <li>{@link CorruptRingException} if it loads an invalid value;
 *   <li>{@link PositionsExhaustedException} if it would begin a message after the last position of
 *       the ring.
 * </ul>
 *
 * <p>The publication by one counter follows Lamport's single-producer queue ("Specifying Concurrent
 * Program Modules", 1983). The private copy of the peer's position follows FastForward and B-Queue
 * (Giacomoni et al. 2008, Wang et al. 2013).
 */
public final class RingWriter extends ReaderObserver implements AutoCloseable {

  // Padding after the fields of the superclasses, see CacheLinePadding. No other fields here.
  long p16;
  long p17;
  long p18;
  long p19;
  long p20;
  long p21;
  long p22;
  long p23;
  long p24;
  long p25;
  long p26;
  long p27;
  long p28;
  long p29;
  long p30;
  long p31;

  private RingWriter(RingMemory memory, long heartbeat) {
    super(memory, heartbeat);
  }

  /**
   * Takes the writer's role at a ring and continues after the last published message.
   *
   * <p>A predecessor is fenced: its next publication fails. Fencing is best effort, because a
   * thread that is stopped between its check and its store overwrites the tail when it resumes.
   * Exclusion comes from the lock of the role, which the stages hold. A caller without that lock
   * must make sure that no other writer is at work.
   *
   * @param ring the ring
   * @return a writer
   * @throws IllegalStateException if the ring is closed
   * @throws StreamEndedException if the ring holds a stream that has ended and is not drained
   */
  public static RingWriter attach(MappedRing ring) {
    return attach(ring.memory());
  }

  static RingWriter attach(RingMemory memory) {
    return attach(memory, RingMemory.NO_HEARTBEAT);
  }

  /**
   * Takes the writer's role like {@link #attach}, for an owner that holds the lock of the role and
   * keeps a heartbeat ({@link ControlWords#heartbeat}). If the heartbeat stops and the lock is
   * free, the peer knows that the owner is dead.
   *
   * @param ring the ring
   * @return a writer
   */
  @InternalApi
  public static RingWriter attachWatched(MappedRing ring) {
    return attach(ring.memory(), RingMemory.FIRST_HEARTBEAT);
  }

  private static RingWriter attach(RingMemory memory, long heartbeat) {
    memory.retain();
    try {
      return new RingWriter(memory, heartbeat);
    } catch (RuntimeException | Error e) {
      memory.letGo();
      throw e;
    }
  }

  /**
   * Claims room for a message. If the ring seems full, publishes what was committed before.
   *
   * @param maxLength the maximum length of the message, from 0 to {@link #maxClaim()} bytes
   * @return a view of exactly these bytes, valid until {@link #commit} or {@link #abort}, one of
   *     which must follow; null if the ring has no room now
   * @throws IllegalArgumentException if the length is negative or exceeds {@link #maxClaim()}
   */
  public MutableDirectBuffer claim(int maxLength) {
    requireWritable();
    if (maxLength < 0 || maxLength > payloadLimit) {
      throw notClaimable(maxLength);
    }
    if (!reserve(maxLength)) {
      return null;
    }
    claimed = maxLength;
    view.wrap(buffer, payloadOffset(), maxLength);
    return view;
  }

  private IllegalArgumentException notClaimable(int length) {
    return new IllegalArgumentException(
        "claim must be 0 to "
            + payloadLimit
            + " bytes: length="
            + length
            + ", file="
            + memory.file()
            + (length < 0
                ? ""
                : "; write a longer message with offer(), send() or begin(), or give the ring a"
                    + " larger capacity"));
  }

  /**
   * Closes the claim as a message.
   *
   * @param length the length of the message in bytes, from 0 to what was claimed
   * @throws IllegalStateException if there is no claim
   * @throws IllegalArgumentException if the length is negative or more than was claimed; the claim
   *     stays open
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
    append(FrameDescriptor.DATA, 0, length);
    messageEnd = position;
  }

  /**
   * Gives up the claim or the message that was begun. The reader drops what it has seen of such a
   * message. Does nothing if there is neither.
   */
  public void abort() {
    claimed = NO_CLAIM;
    messages.abandon();
  }

  /**
   * Attaches a token to a message: to the one that was begun with {@link #begin} and is not yet
   * published, else to the one that was committed last. The publication of that message stores the
   * token, before its release store. So a successor finds the token if and only if the message is
   * published. If several messages are published at once, the token of the last one counts. A
   * second call for the same message replaces its token.
   *
   * @param token any eight bytes
   * @throws IllegalStateException if there is no such message
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

  /** Makes everything that is committed visible to the reader. */
  public void publish() {
    requireOpen();
    publishCommitted();
  }

  /**
   * Publishes a copy of a message, in several frames if it is longer than one frame can be.
   *
   * @param source the buffer of the message
   * @param offset the index of the message in the buffer
   * @param length the length of the message in bytes
   * @return true if the message is published, false if the ring has no room for it now
   * @throws MessageTooLargeException if the message is longer than {@link #maxMessageSize()}, or
   *     never fits into the ring as a whole; {@link #send} and {@link #begin} accept the latter
   */
  public boolean offer(DirectBuffer source, int offset, int length) {
    if (!append(source, offset, length)) {
      return false;
    }
    publishCommitted();
    return true;
  }

  /**
   * Publishes a copy of a message that carries a token, see {@link #putToken}.
   *
   * @param source the buffer of the message
   * @param offset the index of the message in the buffer
   * @param length the length of the message in bytes
   * @param token any eight bytes
   * @return true if the message is published, false if the ring has no room for it now
   * @throws MessageTooLargeException if the message is longer than {@link #maxMessageSize()}, or
   *     never fits into the ring as a whole; {@link #begin} accepts the latter
   */
  public boolean offer(DirectBuffer source, int offset, int length, long token) {
    if (!append(source, offset, length)) {
      return false;
    }
    carry(token);
    publishCommitted();
    return true;
  }

  private boolean append(DirectBuffer source, int offset, int length) {
    requireWritable();
    source.boundsCheck(offset, length);
    if (length > payloadLimit || length > memory.maxMessageSize()) {
      return messages.appendWhole(source, offset, length);
    }
    return appendData(source, offset, length);
  }

  /**
   * Publishes a copy of a message and waits while there is no room. A message longer than the whole
   * ring goes through it in parts. If the timeout expires or the thread is interrupted in the
   * middle of such a message, the reader drops its parts.
   *
   * @param source the buffer of the message
   * @param offset the index of the message in the buffer
   * @param length the length of the message in bytes
   * @param timeout the maximum time to wait
   * @return true if the message is published, false if the timeout expired
   * @throws InterruptedException if the thread is interrupted while it waits
   * @throws MessageTooLargeException if the message is longer than {@link #maxMessageSize()}
   */
  public boolean send(DirectBuffer source, int offset, int length, Duration timeout)
      throws InterruptedException {
    requireWritable();
    messages.begin(source, offset, length);
    try {
      return BlockingWait.until(messages::advance, timeout);
    } finally {
      messages.abandon();
    }
  }

  /**
   * Begins a message of any length up to the maximum. The calls of {@link #advance} that follow
   * copy it from the buffer, which must not change until one of them returns true, or {@link
   * #abort} gives the message up. Until then nothing else but the end of the stream may be written.
   *
   * @param source the buffer of the message
   * @param offset the index of the message in the buffer
   * @param length the length of the message in bytes
   * @throws MessageTooLargeException if the message is longer than {@link #maxMessageSize()}
   */
  public void begin(DirectBuffer source, int offset, int length) {
    requireWritable();
    messages.begin(source, offset, length);
  }

  /**
   * Publishes as much of the message that was begun as there is room for.
   *
   * @return true if all of the message is published
   * @throws IllegalStateException if no message is begun
   */
  public boolean advance() {
    requireNotEnded();
    return messages.advance();
  }

  /**
   * Publishes the end of the stream, after everything that was committed before. Never waits: the
   * ring keeps room for the end. Gives up like {@link #abort}.
   */
  public void complete() {
    requireNotEnded();
    abort();
    reserveForEnd(0);
    appendEnd(FrameDescriptor.COMPLETED, 0, RoleStatus.COMPLETED);
  }

  /**
   * Publishes the failure of the stream. Otherwise like {@link #complete}.
   *
   * @param failure the failure
   */
  public void fail(StreamFailure failure) {
    Objects.requireNonNull(failure, "failure");
    requireNotEnded();
    abort();
    UnsafeBuffer text = new UnsafeBuffer(new byte[StreamFailure.ENCODED_LIMIT]);
    int length = failure.encode(text);
    reserveForEnd(length);
    buffer.putBytes(payloadOffset(), text, 0, length);
    appendEnd(FrameDescriptor.FAILED, length, RoleStatus.FAILED);
  }

  /** {@return the path of the ring's file, for messages to people} */
  public String file() {
    return memory.file();
  }

  /**
   * {@return the maximum length of a claim in bytes: a quarter of the capacity, less a frame
   * header}
   */
  public int maxClaim() {
    return payloadLimit;
  }

  /**
   * Returns the maximum length of a message that {@link #offer}, {@link #send} and {@link #begin}
   * accept. Neither {@link #claim} nor {@link #commit} checks it.
   *
   * @return the length in bytes, as this side has set it
   */
  public int maxMessageSize() {
    return memory.maxMessageSize();
  }

  /**
   * {@return the end of the last committed message, published or not, in bytes since the ring was
   * created}
   */
  public long position() {
    return position;
  }

  /**
   * Returns the tail as last stored. If it differs from an earlier answer, something was published
   * in between.
   *
   * @return the position, bytes since the ring was created
   */
  public long published() {
    return published;
  }

  /**
   * Returns what this writer found when it was attached. A token belongs to the ring, not to the
   * stream: a new ring has none, but a stream in a ring that was used before finds the token of the
   * earlier stream.
   *
   * @return the same point, whatever has been published since
   */
  public ResumePoint resumePoint() {
    return resumePoint;
  }

  /**
   * Gives the role up without ending the stream. A successor continues after the last published
   * message.
   */
  @Override
  public void close() {
    if (!closed) {
      closed = true;
      abort();
      view.wrap(0, 0); // or a view that the caller kept would still reach the memory
      try {
        memory.detach(RingDescriptor.WRITER_OFFSET, status, RoleStatus.DETACHED);
      } finally {
        memory.letGo(); // also if the page is lost
      }
    }
  }
}
