package io.culvert.ring;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.JJ_Result;

/** A reader sees a message completely or not at all: never a position before its bytes. */
@JCStressTest
@Outcome(id = "0, 0", expect = Expect.ACCEPTABLE, desc = "not there yet")
@Outcome(id = "1, 2", expect = Expect.ACCEPTABLE, desc = "whole")
@Outcome(expect = Expect.FORBIDDEN, desc = "torn, or too early")
@State
public class PublishConsumeStress {

  private final StressRings ring = StressRings.next(64);
  private final RingWriter writer = ring.writer();
  private final RingReader reader = ring.reader();

  /** Publishes one message. */
  @Actor
  public void write() {
    StressRings.write(writer, 16, 1, 2);
    writer.commit(16);
    writer.publish();
  }

  /** Reads once. */
  @Actor
  public void read(JJ_Result result) {
    if (reader.read() == ReadResult.MESSAGE) {
      result.r1 = reader.payload().getLong(0);
      result.r2 = reader.payload().getLong(8);
    }
  }
}
