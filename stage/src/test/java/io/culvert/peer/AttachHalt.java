package io.culvert.peer;

import io.culvert.testing.HaltPoint;
import java.util.EnumSet;
import java.util.Set;

/**
 * A death while a role is taken or given back.
 *
 * @param point where
 * @param passedWith the rings that an attacher must find to come to the step
 */
record AttachHalt(HaltPoint point, Set<Found> passedWith) {

  /** What an attacher finds. */
  enum Found {
    /** No ring. */
    NOTHING,
    /** A ring whose stream has not ended. */
    OPEN,
    /** A ring with the end of its stream in it. */
    ENDED,
    /** A ring whose reader has taken the end, and has not deleted the ring. */
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
