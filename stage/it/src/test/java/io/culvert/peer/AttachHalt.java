package io.culvert.peer;

import io.culvert.halt.HaltPoint;
import java.util.EnumSet;
import java.util.Set;

/**
 * A death while a role is taken or given back.
 *
 * @param point the step
 * @param passedWith the rings at which a process that attaches passes the step
 */
record AttachHalt(HaltPoint point, Set<Found> passedWith) {

  /** The ring that a process finds when it attaches. */
  enum Found {
    /** No ring. */
    NOTHING,
    /** A ring whose stream has not ended. */
    OPEN,
    /** A ring with the end of its stream in it. */
    ENDED,
    /** A ring whose reader took the end and did not delete the ring. */
    DONE
  }

  static AttachHalt always(HaltPoint point) {
    return new AttachHalt(point, EnumSet.allOf(Found.class));
  }

  static AttachHalt with(Found first, Found second, HaltPoint point) {
    return new AttachHalt(point, EnumSet.of(first, second));
  }

  static AttachHalt with(Found found, HaltPoint point) {
    return new AttachHalt(point, EnumSet.of(found));
  }

  @Override
  public String toString() {
    return point.toString();
  }
}
