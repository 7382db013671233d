package io.culvert.ring;

import io.culvert.ring.layout.RingDescriptor;
import io.culvert.ring.layout.RoleStatus;
import io.culvert.ring.memory.RingMemory;

/** The part of a writer that observes its reader: the space it frees, its state, its reason. */
abstract class ReaderObserver extends FrameAppender {

  private static final int READER = RingDescriptor.READER_OFFSET;

  /** The status as {@link #readerState} loaded it last. */
  private long knownStatus;

  ReaderObserver(RingMemory memory, long heartbeat) {
    super(memory, heartbeat);
    this.knownStatus = formerReaderStatus;
  }

  /**
   * Returns the head for which a writer that found no room should be woken: far enough for what was
   * refused, and with half of the ring free. A writer woken for every message would park and wake
   * once per message.
   *
   * @return a position of the reader
   */
  public long wakeUpHead() {
    return Math.max(requestedHead, published - capacity / 2);
  }

  /** {@return how many bytes are published and not yet released, as far as this side knows} */
  public long backlog() {
    return published - knownHead;
  }

  /** {@return whether the reader has made the room that the last refused claim or message needs} */
  public boolean isRoomMade() {
    requireOpen();
    return memory.headAcquire(READER) >= requestedHead;
  }

  /** {@return whether the reader has released everything that was published} */
  public boolean isDrained() {
    requireOpen();
    return memory.headAcquire(READER) == published;
  }

  /**
   * {@return whether the reader's state has changed since the last call of {@link #readerState}}
   */
  public boolean isReaderChanged() {
    requireOpen();
    return memory.statusAcquire(READER) != knownStatus;
  }

  /**
   * Returns the reader's state. A state from before this writer was attached counts as {@link
   * RoleStatus#ABSENT}, except {@link RoleStatus#ATTACHED}: the end of a former reader says nothing
   * about this stream.
   *
   * @return the state
   */
  public RoleStatus readerState() {
    requireOpen();
    long found = memory.statusAcquire(READER);
    RoleStatus state = memory.requireState(found, published, "reader status");
    knownStatus = found;
    boolean former = found == formerReaderStatus && state != RoleStatus.ATTACHED;
    return former ? RoleStatus.ABSENT : state;
  }

  /**
   * {@return the reason for the reader's failure, class name and message in one text; empty if
   * there is no reason}
   */
  public String readerReason() {
    requireOpen();
    return memory.readerReason(READER);
  }
}
