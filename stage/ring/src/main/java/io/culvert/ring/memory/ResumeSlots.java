package io.culvert.ring.memory;

import io.culvert.annotation.InternalApi;
import io.culvert.ring.layout.RingDescriptor;
import java.util.OptionalLong;

/**
 * The last tokens that messages carried, for a successor of their writer. There are two slots.
 * While one is being stored the other stays complete, so the death of the writer between any two
 * stores leaves the token that belongs to the tail.
 *
 * <p>A slot holds the end of its message and the token. It counts once the tail has reached that
 * position. So the store that publishes the message also makes its token valid.
 */
@InternalApi
public final class ResumeSlots {

  private static final long NONE = -1;

  private final RingMemory memory;

  /** A private copy of the slots' positions, because the peer could change those in the ring. */
  private final long[] positions = new long[RingDescriptor.RESUME_SLOTS];

  /** Reads the slots that a predecessor left. The caller has just taken the writer's role. */
  public ResumeSlots(RingMemory memory, long tail) {
    this.memory = memory;
    for (int slot = 0; slot < positions.length; slot++) {
      positions[slot] = takeOver(slot, tail);
    }
  }

  private long takeOver(int slot, long tail) {
    long position = memory.resumePositionAcquire(slot);
    if (position > tail) {
      // Its message was never published. If it stayed, a later message that ends there would
      // make it valid.
      memory.resumePositionRelease(slot, NONE);
      return NONE;
    }
    // Zero in a new ring. An invalid value is no token either.
    return position > 0 && (position & 7) == 0 ? position : NONE;
  }

  /** Returns the token of the last published message that carried one. */
  public OptionalLong newest() {
    int slot = 1 - older();
    return positions[slot] == NONE
        ? OptionalLong.empty()
        : OptionalLong.of(memory.resumeToken(slot));
  }

  /**
   * Stores a token, before the tail that publishes its message. All stores are releases. The first
   * must not move before the store of the previous tail, because it destroys a token that was valid
   * until then. Between the first and the last store the slot is empty, so that another process
   * never sees the token of another position.
   */
  public void store(long position, long token) {
    int slot = older();
    memory.resumePositionRelease(slot, NONE);
    memory.resumeTokenRelease(slot, token);
    memory.resumePositionRelease(slot, position);
    positions[slot] = position;
  }

  private int older() {
    return positions[0] < positions[1] ? 0 : 1;
  }
}
