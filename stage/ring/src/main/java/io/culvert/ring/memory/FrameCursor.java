package io.culvert.ring.memory;

import io.culvert.annotation.InternalApi;
import io.culvert.ring.layout.FrameDescriptor;

/** Steps over the frames between two positions and checks each of them. Reads no payload. */
@InternalApi
public final class FrameCursor {

  private final RingMemory memory;
  private long end;
  private long next;
  private long position;
  private long header;

  public FrameCursor(RingMemory memory) {
    this.memory = memory;
  }

  /** Places this cursor before the frame that begins at a position; it stops at the end. */
  public void begin(long begin, long end) {
    this.next = begin;
    this.end = end;
  }

  /**
   * Steps to the next frame.
   *
   * @throws io.culvert.exceptions.CorruptRingException if the frame is invalid
   */
  public boolean next() {
    if (next >= end) {
      return false;
    }
    header = memory.frameHeader(next, end);
    position = next;
    next += FrameDescriptor.span(FrameDescriptor.length(header));
    return true;
  }

  public long position() {
    return position;
  }

  /** Returns the end of the current frame, or the start before the first step. */
  public long nextPosition() {
    return next;
  }

  public int type() {
    return FrameDescriptor.type(header);
  }

  public int flags() {
    return FrameDescriptor.flags(header);
  }
}
