package io.culvert;

/** What a side knows of the other side of its ring. */
public enum PeerState {
  /** Nobody has come yet, since this side is here. */
  AWAITED,
  /** It is there. */
  ATTACHED,
  /**
   * It is there, but its process has not shown a sign of life for longer than {@code stall-after}:
   * stopped, in a debugger, or in a long garbage collection. It is waited for.
   */
  STALLED,
  /** It went without an end: killed, or its actor system ended. A successor is waited for. */
  LOST,
  /** It has ended its stream: completed, cancelled or failed. */
  ENDED
}
