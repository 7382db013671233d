package io.culvert.edge;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/**
 * A reader that parks either finds what the writer has stored or is woken for it: never neither.
 */
@JCStressTest
@Outcome(id = "1, 0", expect = Expect.ACCEPTABLE, desc = "found by the first poll or the second")
@Outcome(id = "0, 1", expect = Expect.ACCEPTABLE, desc = "parked, and woken")
@Outcome(id = "0, 0", expect = Expect.FORBIDDEN, desc = "the wake-up is lost")
@Outcome(id = "1, 1", expect = Expect.FORBIDDEN, desc = "woken for what it has taken")
@State
public class WakeUpStress {

  private final HeapEdgeQueue<Object> queue = new HeapEdgeQueue<>(1);
  private final Waiter reader = new Waiter();
  private int woken;

  public WakeUpStress() {
    reader.set(() -> woken++);
  }

  /** Stores something and wakes the reader. */
  @Actor
  public void write(II_Result result) {
    queue.offer(this);
    reader.fire();
    result.r2 = woken;
  }

  /** Polls, and parks if there is nothing. */
  @Actor
  public void read(II_Result result) {
    Object element = queue.poll();
    if (element == null) {
      reader.park();
      if (!queue.isEmpty() && reader.unpark()) {
        element = queue.poll();
      }
    }
    result.r1 = element == null ? 0 : 1;
  }
}
