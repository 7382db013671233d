package io.culvert.ring;

/**
 * What a role at a ring is doing, as its status word says. The word holds the epoch in its upper 56
 * bits and the state in its lowest 8, so that both change by one store and are read by one load.
 */
public enum RoleState {
  /** Nobody has taken the role yet. */
  ABSENT,
  /** Taken, and at work. */
  ATTACHED,
  /** Given up without an end: a successor goes on where it stopped. */
  DETACHED,
  /** The writer has published the end of its stream; the reader has consumed it. */
  COMPLETED,
  /** The reader wants no more elements. */
  CANCELLED,
  /** The role has failed; a reader's reason text says with what. */
  FAILED;

  private static final int STATE_BITS = 8;
  private static final long STATE_MASK = (1L << STATE_BITS) - 1;
  private static final RoleState[] STATES = values();

  /**
   * Whether a reader in this state is done with its ring, which has then served its purpose.
   *
   * @return true when it has taken the end of the stream, or wants no more of it
   */
  public boolean isDone() {
    return this == COMPLETED || this == CANCELLED;
  }

  static long status(long epoch, RoleState state) {
    return (epoch << STATE_BITS) | state.ordinal();
  }

  static long epochOf(long status) {
    return status >>> STATE_BITS;
  }

  /** The state in a status word, or null when the word holds none that is known. */
  static RoleState of(long status) {
    int ordinal = (int) (status & STATE_MASK);
    return ordinal < STATES.length ? STATES[ordinal] : null;
  }
}
