package io.culvert.stage;

import io.culvert.testing.HaltPoint;
import java.util.EnumSet;
import java.util.Set;

/**
 * A death of one half of a stream.
 *
 * @param point where
 * @param half which half
 * @param done whether what was under way is done by then: the element published, the stream ended
 * @param passage the passage of the point at which it dies
 * @param situations in which the point is passed
 */
record StageHalt(
    HaltPoint point,
    HaltedStage.Half half,
    boolean done,
    int passage,
    Set<StageHalt.Situation> situations) {

  /** Where in the ring the first element of the half is that dies. */
  enum Situation {
    /** In the middle of the data area. */
    MID,
    /** Exactly before the end of the data area. */
    WRAP,
    /** Behind padding at the end of the data area. */
    PADDING,
    /** A sink's takes the last room; a source's is the first one of a full ring. */
    FULL,
    /** It is the only one. */
    EMPTY
  }

  static StageHalt of(HaltedStage.Half half, boolean done, HaltPoint point) {
    return new StageHalt(point, half, done, 1, EnumSet.allOf(Situation.class));
  }

  StageHalt onlyIn(Situation situation) {
    return new StageHalt(point, half, done, passage, EnumSet.of(situation));
  }

  StageHalt notIn(Situation situation) {
    return new StageHalt(point, half, done, passage, EnumSet.complementOf(EnumSet.of(situation)));
  }

  StageHalt atSecondPassage() {
    return new StageHalt(point, half, done, 2, situations);
  }

  @Override
  public String toString() {
    return half + ", " + point;
  }
}
