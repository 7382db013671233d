package io.culvert.ring;

import java.util.UUID;

/**
 * INTERNAL API. What the two sides of a ring tell each other besides their positions, as one side
 * sees it: who is parked and waits to be woken, whose process lives, and what became of whom. For
 * the library thread that keeps a role; a plain thread that uses a ring needs none of it.
 *
 * <p>The wake-up protocol: a side that finds nothing to do says {@link #park}, looks once more, and
 * lets its thread go. A side that has published or released asks {@link #claimWakeUp}, and rings
 * the doorbell when that is true. Between the store of a position and the look at the flag, as
 * between the store of the flag and the look at the position, there is a full fence: at least one
 * of the two sides sees what the other has stored (Dekker's argument; the same pairing as that of
 * the Linux kernel's io_uring and of Hyper-V's rings).
 */
public final class Signals implements AutoCloseable {

  /** What a side wants that waits for no position: no other one reaches it. */
  public static final long NO_POSITION = Long.MAX_VALUE;

  /** Reaches whatever position somebody waits for. */
  public static final long ANY_POSITION = NO_POSITION - 1;

  /** The heartbeat of a role whose owner keeps none: a plain thread. */
  public static final long NO_BEAT = RingMemory.NO_BEAT;

  private final RingMemory memory;
  private final UUID ringId;
  private final int own;
  private final int other;

  private Signals(RingFile ring, int own, int other) {
    this.memory = ring.memory();
    this.ringId = ring.identity().ringId();
    this.own = own;
    this.other = other;
    memory.retain();
  }

  /**
   * As the writer sees them.
   *
   * @param ring the ring
   * @return its signals
   * @throws IllegalStateException when the ring is closed
   */
  public static Signals ofWriter(RingFile ring) {
    return new Signals(ring, RingLayout.WRITER_OFFSET, RingLayout.READER_OFFSET);
  }

  /**
   * As the reader sees them.
   *
   * @param ring the ring
   * @return its signals
   * @throws IllegalStateException when the ring is closed
   */
  public static Signals ofReader(RingFile ring) {
    return new Signals(ring, RingLayout.READER_OFFSET, RingLayout.WRITER_OFFSET);
  }

  /**
   * Which ring.
   *
   * @return its id
   */
  public UUID ringId() {
    return ringId;
  }

  /**
   * Says that this side waits, and for what. The caller must look once more after it.
   *
   * @param wanted the position that the other side must have stored before it rings
   */
  public void park(long wanted) {
    memory.park(own, wanted);
  }

  /** Says that this side does not wait any more. */
  public void unpark() {
    memory.unpark(own);
  }

  /**
   * Whether this side still says that it waits: if not, the other one has seen it, and rings.
   *
   * @return true until somebody has taken the flag back
   */
  public boolean isParked() {
    return memory.isParked(own);
  }

  /**
   * Takes the other side's wake-up over, when it waits for no more than has been stored. To be
   * asked after each store of a position. At most one caller gets true per parking, and must ring.
   *
   * @param reached the position that was stored
   * @return true when the other side is to be woken
   */
  public boolean claimWakeUp(long reached) {
    return memory.claimWakeUp(other, reached);
  }

  /** Shows that this side's process runs. */
  public void beat() {
    memory.beat(own);
  }

  /**
   * This side's beat, as a predecessor may have left it.
   *
   * @return a counter; 0 when nobody keeps one
   */
  public long ownBeat() {
    return memory.beatAcquire(own);
  }

  /**
   * The other side's beat.
   *
   * @return a counter; 0 when nobody keeps one
   */
  public long peerBeat() {
    return memory.beatAcquire(other);
  }

  /**
   * What this side's role is, as a predecessor may have left it.
   *
   * @return its state; null when the word holds none that is known
   */
  public RoleState ownState() {
    return RoleState.of(memory.statusAcquire(own));
  }

  /**
   * What the other side is and since which epoch, in one number that changes with either.
   *
   * @return the status word
   */
  public long peerStatus() {
    return memory.statusAcquire(other);
  }

  /**
   * What a status word says.
   *
   * @param status a word that {@link #peerStatus} has given
   * @return its state; null when the word holds none that is known
   */
  public static RoleState stateOf(long status) {
    return RoleState.of(status);
  }

  /** Lets the memory go. Nothing else may be called any more. */
  @Override
  public void close() {
    memory.letGo();
  }
}
