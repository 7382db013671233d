package io.culvert.ring;

/** Steps over the frames between two positions and checks each of them. Reads no payload. */
final class FrameWalk {

  private final RingMemory memory;
  private long end;
  private long next;
  private long position;
  private long header;

  FrameWalk(RingMemory memory) {
    this.memory = memory;
  }

  /** Places the walk before the frame at a position; it ends at another one. */
  void begin(long begin, long end) {
    this.next = begin;
    this.end = end;
  }

  /**
   * Steps to the next frame.
   *
   * @throws io.culvert.CorruptRingException if the frame is invalid
   */
  boolean next() {
    if (next >= end) {
      return false;
    }
    header = memory.frameHeader(next, end);
    position = next;
    next += Frame.span(Frame.length(header));
    return true;
  }

  long position() {
    return position;
  }

  /** Returns the end of the current frame, or the start before the first step. */
  long nextPosition() {
    return next;
  }

  int type() {
    return Frame.type(header);
  }

  int flags() {
    return Frame.flags(header);
  }
}
