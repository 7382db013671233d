package io.culvert.stage;

import io.culvert.testing.HaltPoint;
import java.util.EnumSet;
import java.util.Set;

/**
 * A death of one half of a stream.
 *
 * @param point where
 * @param half which half
 * @param done whether what the half does is done by then: the element published, the stream ended
 * @param situations in which it comes to the step
 */
record StageHalt(
    HaltPoint point, HaltedStage.Half half, boolean done, Set<StageHalt.Situation> situations) {

  /** Where in the ring the first element of the half is that dies. */
  enum Situation {
    /** In the middle of the data area. */
    MID,
    /** Exactly before the end of the data area. */
    WRAP,
    /** After padding at the end of the data area. */
    PADDING,
    /** A sink's takes the last room; a source's is the first one of a full ring. */
    FULL,
    /** It is the only one. */
    EMPTY
  }

  static StageHalt of(HaltedStage.Half half, boolean done, HaltPoint point) {
    return new StageHalt(point, half, done, EnumSet.allOf(Situation.class));
  }

  StageHalt onlyIn(Situation situation) {
    return new StageHalt(point, half, done, EnumSet.of(situation));
  }

  StageHalt notIn(Situation situation) {
    return new StageHalt(point, half, done, EnumSet.complementOf(EnumSet.of(situation)));
  }

  @Override
  public String toString() {
    return half + ", " + point;
  }
}
