package io.culvert.ring;

/** Where in a ring, and in what ring, a process dies. */
enum RingSituation {
  /** In the middle of the data area, with messages before and behind it. */
  MID,
  /** Over a frame that ends exactly where the data area ends. */
  WRAP,
  /** Over a frame that does not fit before the end of the data area: padding goes before it. */
  PADDING,
  /** With the last room that the ring has, or with all of it taken. */
  FULL,
  /** With nothing else in the ring. */
  EMPTY;

  /** What is left at the end of the data area: too little for any message of the tests. */
  private static final int REST = Frame.HEADER;

  /** A position behind all that an int can hold, where a frame of this span is in the situation. */
  long positionOf(int span) {
    int capacity = RingLayout.MIN_CAPACITY;
    int index =
        switch (this) {
          case WRAP -> capacity - span;
          case PADDING -> capacity - REST;
          default -> capacity / 2;
        };
    return (1L << 32) + index;
  }
}
