package io.culvert.ring;

import java.util.OptionalLong;

/**
 * The tokens that messages carried, for a successor of their writer. There are two slots: while one
 * is stored the other one is whole, so that a death between any two stores leaves the token that
 * belongs to the tail.
 *
 * <p>A slot holds the position behind its message and the token. It counts once the tail has come
 * to its position: so a token becomes true by the very store that publishes its message.
 */
final class ResumeTokens {

  private static final long NONE = -1;

  private final RingMemory memory;

  /** The positions of the slots, kept here: the other side could change those in the ring. */
  private final long[] positions = new long[RingLayout.RESUME_SLOTS];

  /** What a predecessor has left, for who has just taken the writer's role. */
  ResumeTokens(RingMemory memory, long tail) {
    this.memory = memory;
    for (int slot = 0; slot < positions.length; slot++) {
      positions[slot] = takeOver(slot, tail);
    }
  }

  private long takeOver(int slot, long tail) {
    long position = memory.resumePositionAcquire(slot);
    if (position > tail) {
      // Its message was never published. Left as it is, a later message that ends there would make
      // it look true.
      memory.resumePositionRelease(slot, NONE);
      return NONE;
    }
    // Zero in a new ring; any other value that cannot be true is no token either.
    return position > 0 && (position & 7) == 0 ? position : NONE;
  }

  /** The token of the last published message that carried one. */
  OptionalLong newest() {
    int slot = 1 - older();
    return positions[slot] == NONE
        ? OptionalLong.empty()
        : OptionalLong.of(memory.resumeToken(slot));
  }

  /**
   * Stores a token, before the tail that publishes its message. All stores are releases. The first
   * must not come before the last tail: it destroys the token that was true until then. Between the
   * first and the last the slot holds none, so that nobody who looks from outside sees the token of
   * another position.
   */
  void store(long position, long token) {
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
