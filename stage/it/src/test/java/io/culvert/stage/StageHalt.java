package io.culvert.stage;

import io.culvert.halt.HaltPoint;
import java.util.EnumSet;
import java.util.Set;

/**
 * A death of one half of a stream.
 *
 * @param point the step
 * @param half the half
 * @param done whether the work of the half is done by then: the element published, the stream ended
 * @param situations the situations in which it passes the step
 */
record StageHalt(
    HaltPoint point, HaltedStage.Half half, boolean done, Set<StageHalt.Situation> situations) {

  /** The place in the ring of the first element of the half that dies. */
  enum Situation {
    /** In the middle of the data area. */
    MID,
    /** Exactly before the end of the data area. */
    WRAP,
    /** After padding at the end of the data area. */
    PADDING,
    /** For a sink, in the last room of the ring. For a source, the first one of a full ring. */
    FULL,
    /** In an otherwise empty ring. */
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
