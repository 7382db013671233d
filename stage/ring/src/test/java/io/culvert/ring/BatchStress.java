package io.culvert.ring;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.JJ_Result;

/** A batch is published by one store: a reader that sees its first message sees its second one. */
@JCStressTest
@Outcome(id = "0, 0", expect = Expect.ACCEPTABLE, desc = "not there yet")
@Outcome(id = "1, 2", expect = Expect.ACCEPTABLE, desc = "both")
@Outcome(expect = Expect.FORBIDDEN, desc = "half of a batch, torn, or too early")
@State
public class BatchStress {

  private final StressRings ring = StressRings.next(64);
  private final RingWriter writer = ring.writer();
  private final RingReader reader = ring.reader();

  /** Publishes two messages at once. */
  @Actor
  public void write() {
    StressRings.write(writer, 8, 1, 1);
    writer.commit(8);
    StressRings.write(writer, 8, 2, 2);
    writer.commit(8);
    writer.publish();
  }

  /** Reads once, and once more if there was a message. */
  @Actor
  public void read(JJ_Result result) {
    if (reader.read() == ReadResult.MESSAGE) {
      result.r1 = reader.payload().getLong(0);
      if (reader.read() == ReadResult.MESSAGE) {
        result.r2 = reader.payload().getLong(0);
      }
    }
  }
}
