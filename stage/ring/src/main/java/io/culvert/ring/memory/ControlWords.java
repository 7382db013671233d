package io.culvert.ring.memory;

import io.culvert.annotation.InternalApi;
import io.culvert.ring.layout.RingDescriptor;
import io.culvert.ring.layout.RoleStatus;

/**
 * The words by which the two sides of a ring signal each other, beside their positions: the parked
 * flag, the heartbeat and the status. One instance serves one side. A plain thread that uses a ring
 * needs none of it.
 *
 * <p>The wake-up protocol: a side that finds nothing to do calls {@link #park}, checks the peer's
 * position once more, and returns its thread. A side that has published or released calls {@link
 * #claimWakeUp}, and signals the peer if the result is true. A full fence lies between the store of
 * a position and the load of the flag, and between the store of the flag and the load of the
 * position. So at least one of the two sides sees the store of the other (Dekker's argument; Linux'
 * io_uring and Hyper-V's rings pair the same way).
 */
@InternalApi
public final class ControlWords implements AutoCloseable {

  /** The wanted position of a side that waits for no position: no position reaches it. */
  public static final long NO_POSITION = Long.MAX_VALUE;

  /** A position that reaches every wanted position except {@link #NO_POSITION}. */
  public static final long ANY_POSITION = NO_POSITION - 1;

  /** The heartbeat of a role whose owner keeps none: a plain thread. */
  public static final long NO_HEARTBEAT = RingMemory.NO_HEARTBEAT;

  private final RingMemory memory;
  private final int own;
  private final int peer;

  private ControlWords(RingMemory memory, int own, int peer) {
    this.memory = memory;
    this.own = own;
    this.peer = peer;
    memory.retain();
  }

  /**
   * Returns the control words of the writer, which the caller must close.
   *
   * @throws IllegalStateException if the ring is closed
   */
  public static ControlWords ofWriter(RingMemory memory) {
    return new ControlWords(memory, RingDescriptor.WRITER_OFFSET, RingDescriptor.READER_OFFSET);
  }

  /** Returns the control words of the reader, see {@link #ofWriter}. */
  public static ControlWords ofReader(RingMemory memory) {
    return new ControlWords(memory, RingDescriptor.READER_OFFSET, RingDescriptor.WRITER_OFFSET);
  }

  /**
   * Sets the parked flag: this side waits. The caller must check the peer's position once more
   * after this call.
   *
   * @param wanted the position that the peer must have stored before it signals
   */
  public void park(long wanted) {
    memory.park(own, wanted);
  }

  /** Clears the parked flag: this side no longer waits. */
  public void unpark() {
    memory.unpark(own);
  }

  /**
   * Returns whether this side's parked flag is still set. If it is clear, the peer has claimed the
   * wake-up and signals this side.
   */
  public boolean isParked() {
    return memory.isParked(own);
  }

  /**
   * Claims the wake-up of a peer that waits for a position up to this one. To be called after each
   * store of a position. At most one call per parking returns true. Its caller must signal the
   * peer.
   */
  public boolean claimWakeUp(long reached) {
    return memory.claimWakeUp(peer, reached);
  }

  /** Advances this side's heartbeat. */
  public void heartbeat() {
    memory.heartbeat(own);
  }

  /**
   * {@return this side's heartbeat, which may be that of a predecessor: a counter, or {@link
   * #NO_HEARTBEAT}}
   */
  public long ownHeartbeat() {
    return memory.heartbeatAcquire(own);
  }

  /** {@return the peer's heartbeat: a counter, or {@link #NO_HEARTBEAT}} */
  public long peerHeartbeat() {
    return memory.heartbeatAcquire(peer);
  }

  /**
   * {@return the state of this side's role, which may be that of a predecessor; null if it is not a
   * known state}
   */
  public RoleStatus ownState() {
    return RoleStatus.of(memory.statusAcquire(own));
  }

  /** {@return the peer's epoch and state in one number, which changes with either} */
  public long peerStatus() {
    return memory.statusAcquire(peer);
  }

  /** Returns the state in a word of {@link #peerStatus}; null if it is not a known state. */
  public static RoleStatus stateOf(long status) {
    return RoleStatus.of(status);
  }

  /** Lets the memory go. No other method may be called afterwards. */
  @Override
  public void close() {
    memory.letGo();
  }
}
