package io.culvert.ring;

import io.culvert.halt.HaltPoint;
import java.util.Set;

/**
 * A death at a ring.
 *
 * @param at the step; if it is passed at each message, {@link #point} selects the message
 * @param work the work of the process
 * @param done whether the work is done by then: the message published, the release stored, the role
 *     ended
 * @param eachMessage whether the step is passed at each message
 * @param situations the situations in which the step is passed
 */
record RingHalt(
    HaltPoint at,
    HaltedWork work,
    boolean done,
    boolean eachMessage,
    Set<RingSituation> situations) {

  /** Returns the step of the death in a situation: that of the message that is in it. */
  HaltPoint point(RingSituation situation) {
    return eachMessage && situation != RingSituation.EMPTY ? at.nth(HaltedRing.BATCH) : at;
  }

  @Override
  public String toString() {
    return work + ", " + at;
  }
}
