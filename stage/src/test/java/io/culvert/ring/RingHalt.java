package io.culvert.ring;

import io.culvert.testing.HaltPoint;
import java.util.Set;

/**
 * A death at a ring.
 *
 * @param at where; unless the step is passed at each message, and then which one matters
 * @param work what the process does
 * @param done whether what the process does is done by then: the message published, the release
 *     stored, the role ended
 * @param eachMessage whether the step is passed at each message
 * @param situations in which the step is passed
 */
record RingHalt(
    HaltPoint at,
    HaltedWork work,
    boolean done,
    boolean eachMessage,
    Set<RingSituation> situations) {

  /** Where the process dies in a situation: at the message that is in it. */
  HaltPoint point(RingSituation situation) {
    return eachMessage && situation != RingSituation.EMPTY ? at.nth(HaltedRing.BATCH) : at;
  }

  @Override
  public String toString() {
    return work + ", " + at;
  }
}
