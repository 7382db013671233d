package io.culvert.ring;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.JJ_Result;

/** A reader never sees an aborted claim, neither alone nor under the message that replaces it. */
@JCStressTest
@Outcome(id = "0, 0", expect = Expect.ACCEPTABLE, desc = "not there yet")
@Outcome(id = "1, 8", expect = Expect.ACCEPTABLE, desc = "the message, of its own length")
@Outcome(expect = Expect.FORBIDDEN, desc = "something of the aborted claim")
@State
public class ClaimAbortStress {

  private final StressRings ring = StressRings.next(64);
  private final RingWriter writer = ring.writer();
  private final RingReader reader = ring.reader();

  /** Aborts a long message, and publishes a short one in its place. */
  @Actor
  public void write() {
    StressRings.write(writer, 24, 7, 7);
    writer.abort();
    StressRings.write(writer, 8, 1, 1);
    writer.commit(8);
    writer.publish();
  }

  /** Reads once. */
  @Actor
  public void read(JJ_Result result) {
    if (reader.read() == ReadResult.MESSAGE) {
      result.r1 = reader.payload().getLong(0);
      result.r2 = reader.payload().capacity();
    }
  }
}
