package io.culvert.ring;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.JJ_Result;

/** A message at the beginning of the data area follows a padding at its end. */
@JCStressTest
@Outcome(id = "0, 0", expect = Expect.ACCEPTABLE, desc = "not there yet")
@Outcome(id = "1, 2", expect = Expect.ACCEPTABLE, desc = "whole")
@Outcome(expect = Expect.FORBIDDEN, desc = "padding without its message, torn, or too early")
@State
public class WrapStress {

  private final StressRings ring = StressRings.next(5 * StressRings.CAPACITY - 16);
  private final RingWriter writer = ring.writer();
  private final RingReader reader = ring.reader();

  /** Publishes one message that does not fit before the end. */
  @Actor
  public void write() {
    StressRings.write(writer, 16, 1, 2);
    writer.commit(16);
    writer.publish();
  }

  /** Reads once; the position reveals a padding that was seen without its message. */
  @Actor
  public void read(JJ_Result result) {
    if (reader.read() == ReadResult.MESSAGE) {
      result.r1 = reader.payload().getLong(0);
      result.r2 = reader.payload().getLong(8);
    } else {
      result.r1 = reader.position() - (5 * StressRings.CAPACITY - 16);
    }
  }
}
