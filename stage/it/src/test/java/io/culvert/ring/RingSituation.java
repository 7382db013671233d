package io.culvert.ring;

import io.culvert.ring.layout.FrameDescriptor;
import io.culvert.ring.layout.RingDescriptor;

/** The place in a ring at which a process dies, and the state of the ring. */
enum RingSituation {
  /** In the middle of the data area, with messages before and after it. */
  MID,
  /** At a frame that ends exactly where the data area ends. */
  WRAP,
  /** At a frame that does not fit before the end of the data area: padding goes before it. */
  PADDING,
  /** With the last room that the ring has, or with all of it taken. */
  FULL,
  /** With nothing else in the ring. */
  EMPTY;

  /** The rest at the end of the data area: too short for any message of the tests. */
  private static final int REST = FrameDescriptor.HEADER;

  /**
   * A position past all that an int can hold, at which a frame of this span is in the situation.
   */
  long positionOf(int span) {
    int capacity = RingDescriptor.MIN_CAPACITY;
    int index =
        switch (this) {
          case WRAP -> capacity - span;
          case PADDING -> capacity - REST;
          default -> capacity / 2;
        };
    return (1L << 32) + index;
  }
}
