package io.culvert.ring;

/** Goes over the frames between two positions, checking each; for looking, not for reading. */
final class FrameWalk {

  private final RingMemory memory;
  private final long end;
  private long next;
  private long position;
  private int type;

  FrameWalk(RingMemory memory, long begin, long end) {
    this.memory = memory;
    this.next = begin;
    this.end = end;
  }

  /**
   * Steps to the next frame.
   *
   * @throws io.culvert.CorruptRingException when it cannot be true
   */
  boolean next() {
    if (next >= end) {
      return false;
    }
    long header = memory.frameHeader(next, end);
    position = next;
    type = Frame.type(header);
    next += Frame.span(Frame.length(header));
    return true;
  }

  long position() {
    return position;
  }

  int type() {
    return type;
  }
}
