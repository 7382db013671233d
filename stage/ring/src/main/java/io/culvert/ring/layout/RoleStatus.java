package io.culvert.ring.layout;

import io.culvert.annotation.InternalApi;

/**
 * The state of a role at a ring, stored in its status word. The word holds the epoch in its upper
 * 56 bits and the state in its lowest 8, so that one store changes both and one load reads both.
 */
public enum RoleStatus {
  /** Never taken. */
  ABSENT,
  /** Taken and in use. */
  ATTACHED,
  /** Given up before the end of the stream: a successor continues. */
  DETACHED,
  /** For a writer: it has published the end of the stream. For a reader: it has taken the end. */
  COMPLETED,
  /** The reader wants no more messages. */
  CANCELLED,
  /** The role has failed. The reader's reason text describes its failure. */
  FAILED;

  private static final int STATE_BITS = 8;
  private static final long STATE_MASK = (1L << STATE_BITS) - 1;
  private static final RoleStatus[] STATES = values();

  /**
   * Returns whether a reader in this state needs its ring no more.
   *
   * @return true if it has taken the end of the stream, or wants no more of it
   */
  public boolean isDone() {
    return this == COMPLETED || this == CANCELLED;
  }

  @InternalApi
  public static long status(long epoch, RoleStatus state) {
    return (epoch << STATE_BITS) | state.ordinal();
  }

  @InternalApi
  public static long epochOf(long status) {
    return status >>> STATE_BITS;
  }

  /** Returns the state in a status word; null if it is not a known state. */
  @InternalApi
  public static RoleStatus of(long status) {
    int ordinal = (int) (status & STATE_MASK);
    return ordinal < STATES.length ? STATES[ordinal] : null;
  }
}
