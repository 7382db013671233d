package io.culvert.ring;

import io.culvert.ring.layout.FrameDescriptor;
import org.agrona.DirectBuffer;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.JJ_Result;

/** The writer reuses space only after the reader has read its content. */
@JCStressTest
@Outcome(id = "1, 1", expect = Expect.ACCEPTABLE, desc = "read before it was released")
@Outcome(expect = Expect.FORBIDDEN, desc = "overwritten while it was read")
@State
public class ReleaseReuseStress {

  /** Three frames of this length fill the ring; the sixth one overwrites the second. */
  private static final int LENGTH = StressRings.CAPACITY / 4 - FrameDescriptor.HEADER;

  private static final int FRAMES = 3;

  private final StressRings ring = StressRings.next(0);
  private final RingWriter writer = ring.writer();
  private final RingReader reader = ring.reader();

  /** Fills the ring. */
  public ReleaseReuseStress() {
    write(1);
  }

  /** Writes other messages as far as there is room. */
  @Actor
  public void writeAgain() {
    write(2);
  }

  private void write(long value) {
    for (int i = 0; i < FRAMES && StressRings.write(writer, LENGTH, value, value); i++) {
      writer.commit(LENGTH);
      writer.publish();
    }
  }

  /** Reads the content of the second message, then releases all three by one store. */
  @Actor
  public void read(JJ_Result result) {
    reader.read();
    reader.read();
    DirectBuffer second = reader.payload();
    result.r1 = second.getLong(0);
    result.r2 = second.getLong(LENGTH - Long.BYTES);
    reader.read();
    reader.release();
  }
}
