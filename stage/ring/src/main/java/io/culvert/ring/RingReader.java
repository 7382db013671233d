package io.culvert.ring;

import io.culvert.annotation.InternalApi;
import io.culvert.exceptions.CorruptRingException;
import io.culvert.exceptions.FencedException;
import io.culvert.exceptions.IncompleteMessageException;
import io.culvert.exceptions.MessageTooLargeException;
import io.culvert.ring.file.MappedRing;
import io.culvert.ring.layout.RoleStatus;
import io.culvert.ring.layout.StreamFailure;
import io.culvert.ring.memory.ControlWords;
import io.culvert.ring.memory.RingMemory;
import java.time.Duration;
import java.util.Objects;
import org.agrona.DirectBuffer;

/**
 * The reading side of a ring. It never writes to the data area. It waits only in {@link #receive},
 * and allocates only for messages in several parts and for failures.
 *
 * <p>{@link #read} steps to the next message and gives a view of its bytes in mapped memory. {@link
 * #release()} gives the space of all messages read so far back. Releases are stored in batches: if
 * the ring seems empty, if a batch is full, or at once by {@link #storeReleased}. A successor of a
 * reader that died begins with the first message whose release was not stored.
 *
 * <p>{@link #release(long)} gives back only the space before a position. Space is freed in the
 * order of the messages, so an unreleased message keeps everything after it. A message larger than
 * the ring arrives only after all messages before it are released.
 *
 * <p>For one thread at a time. {@link #isReadable} may also be called by a second thread, if the
 * last call of the reader's thread happened before. A call that overlaps with the reader's thread
 * may answer for an earlier moment. No call may overlap with {@link #close}, which can unmap the
 * memory.
 *
 * <p>Any method may throw, beside what it declares itself:
 *
 * <ul>
 *   <li>{@link IllegalStateException} if the reader is closed;
 *   <li>{@link FencedException} if it would store a release after another reader has taken over;
 *   <li>{@link CorruptRingException} if it loads an invalid value; nothing is consumed.
 * </ul>
 *
 * <p>A method that reads may also throw:
 *
 * <ul>
 *   <li>{@link MessageTooLargeException} if a message in several parts is longer than this side's
 *       maximum; nothing is consumed;
 *   <li>{@link IncompleteMessageException} if the first part of a message is gone; the rest of it
 *       is released.
 * </ul>
 */
public final class RingReader extends FrameReader implements AutoCloseable {

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

  private RingReader(RingMemory memory, long heartbeat) {
    super(memory, heartbeat);
  }

  /**
   * Takes the reader's role at a ring and begins with the first message that was not released.
   *
   * <p>A predecessor is fenced: its next release fails. Fencing is best effort, because a thread
   * that is stopped between its check and its store overwrites the head when it resumes. Exclusion
   * comes from the lock of the role, which the stages hold. A caller without that lock must make
   * sure that no other reader is at work.
   *
   * @param ring the ring
   * @return a reader
   * @throws IllegalStateException if the ring is closed
   */
  public static RingReader attach(MappedRing ring) {
    return attach(ring.memory());
  }

  static RingReader attach(RingMemory memory) {
    return attach(memory, RingMemory.NO_HEARTBEAT);
  }

  /**
   * Takes the reader's role like {@link #attach}, for an owner that holds the lock of the role and
   * keeps a heartbeat ({@link ControlWords#heartbeat}). If the heartbeat stops and the lock is
   * free, the peer knows that the owner is dead.
   *
   * @param ring the ring
   * @return a reader
   */
  @InternalApi
  public static RingReader attachWatched(MappedRing ring) {
    return attach(ring.memory(), RingMemory.FIRST_HEARTBEAT);
  }

  private static RingReader attach(RingMemory memory, long heartbeat) {
    memory.retain();
    try {
      return new RingReader(memory, heartbeat);
    } catch (RuntimeException | Error e) {
      memory.letGo();
      throw e;
    }
  }

  /**
   * Steps to the next message.
   *
   * @return {@link ReadResult#MESSAGE} if there is one; {@link ReadResult#EMPTY} if there is none
   *     now; the end of the stream, repeatedly once it has been reached
   */
  public ReadResult read() {
    requireOpen();
    return readMessage();
  }

  /**
   * {@return a view of exactly the bytes of the message that was read last, valid until the next
   * read, poll, receive or close}
   */
  public DirectBuffer payload() {
    return payload;
  }

  /** {@return the start of the message that was read last, in bytes since the ring was created} */
  public long messagePosition() {
    return messagePosition;
  }

  /** {@return the end of the message that was read last, in bytes since the ring was created} */
  public long position() {
    return position;
  }

  /** {@return the failure that has ended the stream; null before {@link ReadResult#FAILED}} */
  public StreamFailure failure() {
    return failure;
  }

  /** Releases all messages read so far. The writer learns of it in batches. */
  public void release() {
    requireOpen();
    releaseTo(position, unreleased);
  }

  /**
   * Releases all messages before a position and keeps those after it. The writer learns of it in
   * batches. Does nothing if they are released already.
   *
   * @param end the end of a message that was read: a {@link #position()} after it, or the {@link
   *     #messagePosition()} of the message that followed
   * @throws IllegalArgumentException if it is not such a position; nothing is released
   */
  public void release(long end) {
    requireOpen();
    if (end < 0 || end > position || (end & 7) != 0) {
      throw notRead(end);
    }
    if (end >= messageEnd) {
      // All messages are released, so what was skipped after the last message is released, too.
      releaseTo(position, unreleased);
    } else if (end > released) {
      releaseTo(end, messagesBefore(end));
    }
  }

  /** Stores at once what is released, so that a successor continues after it. */
  public void storeReleased() {
    requireOpen();
    storeHead();
  }

  /**
   * Hands messages to a handler, and releases each of them after the handler has returned. If the
   * handler throws, its message is not released and is the next one again, unless it was larger
   * than the ring.
   *
   * @param handler takes the messages
   * @param maxMessages the maximum number of messages
   * @return the number of messages taken; 0 if there is none now, or at the end of the stream,
   *     which {@link #read} reports
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

  /**
   * Waits for a message and hands it to a handler, see {@link #poll}.
   *
   * @param handler takes the message
   * @param timeout the maximum time to wait
   * @return {@link ReadResult#MESSAGE} if the handler has taken a message, {@link ReadResult#EMPTY}
   *     if the timeout expired, or the end of the stream
   * @throws InterruptedException if the thread is interrupted while it waits
   */
  public ReadResult receive(MessageHandler handler, Duration timeout) throws InterruptedException {
    Objects.requireNonNull(handler, "handler");
    BlockingWait.until(this::tryRead, timeout);
    if (received == ReadResult.MESSAGE) {
      deliver(handler);
    }
    return received;
  }

  private boolean tryRead() {
    received = read();
    return received != ReadResult.EMPTY;
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

  /** {@return whether something was published that was not read} */
  public boolean isReadable() {
    requireOpen();
    return memory.tailAcquire() != position;
  }

  /**
   * Returns the head as last stored. If it differs from an earlier answer, a release was stored in
   * between.
   *
   * @return the position, bytes since the ring was created
   */
  public long storedHead() {
    return head;
  }

  /** {@return how many bytes are published and not yet released, as far as this side knows} */
  public long backlog() {
    return limit - released;
  }

  /**
   * Confirms the end of the stream and ends the role. The ring has served its purpose and may be
   * deleted.
   */
  public void complete() {
    requireOpen();
    // The state before the head: a writer that finds the end released also finds the ring done,
    // and does not begin its stream in a ring that is about to be deleted.
    if (!memory.detach(SLOT, status, RoleStatus.COMPLETED)) {
      long found = memory.statusAcquire(SLOT);
      if (RoleStatus.epochOf(found) != RoleStatus.epochOf(status)) {
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
   * Tells the writer that no more messages are wanted, not even those in the ring, and ends the
   * role. Has no effect if another reader has taken over.
   */
  public void cancel() {
    requireOpen();
    memory.detach(SLOT, status, RoleStatus.CANCELLED);
  }

  /**
   * Tells the writer that this side has failed, and ends the role. What is not released stays in
   * the ring for a successor. Has no effect if another reader has taken over.
   *
   * @param reason the text for the writer, truncated to the space that the ring has for it
   */
  public void fail(String reason) {
    Objects.requireNonNull(reason, "reason");
    requireOpen();
    if (memory.statusAcquire(SLOT) == status) {
      storeHead();
      memory.readerReason(SLOT, reason);
      memory.detach(SLOT, status, RoleStatus.FAILED);
    }
  }

  /** {@return the path of the ring's file, for messages to people} */
  public String file() {
    return memory.file();
  }

  /**
   * Gives the role up and stores what is released. A successor continues from there, unless the
   * role had ended before.
   */
  @Override
  public void close() {
    if (closed) {
      return;
    }
    closed = true;
    payload.wrap(0, 0); // or a view that the caller kept would still reach the memory
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
      memory.detach(SLOT, status, RoleStatus.DETACHED);
    } finally {
      memory.letGo(); // also if the page is lost
    }
  }
}
