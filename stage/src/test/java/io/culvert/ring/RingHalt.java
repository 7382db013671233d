package io.culvert.ring;

import io.culvert.testing.HaltPoint;
import java.util.Set;

/**
 * A death at a ring.
 *
 * @param point where
 * @param work over what
 * @param done whether what was under way is done by then: the message published, the release
 *     stored, the role ended
 * @param eachMessage whether the point is passed at each message
 * @param situations in which the point is passed
 */
record RingHalt(
    HaltPoint point,
    HaltedWork work,
    boolean done,
    boolean eachMessage,
    Set<RingSituation> situations) {

  /** The passage at which the message is in the situation. */
  int passage(RingSituation situation) {
    return eachMessage && situation != RingSituation.EMPTY ? HaltedRing.BATCH : 1;
  }

  @Override
  public String toString() {
    return work + ", " + point;
  }
}
