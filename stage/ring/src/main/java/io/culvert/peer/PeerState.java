package io.culvert.peer;

/** State of the peer as this side of the ring knows it. */
public enum PeerState {
  /** No peer has attached since this side did. */
  AWAITED,
  /** The peer is attached. */
  ATTACHED,
  /**
   * The peer is attached, but its process shows no sign of life for longer than {@code
   * stall-after}: it is stopped, in a debugger, or in a long garbage collection. This side waits
   * for it.
   */
  STALLED,
  /**
   * The peer left without ending its stream: it was killed, or its actor system ended. This side
   * waits for a successor.
   */
  LOST,
  /** The peer ended its stream: it completed, cancelled or failed. */
  ENDED
}
