package io.culvert.edge;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.III_Result;

/** An element is complete when it is found, and the next one waits until this one is taken. */
@JCStressTest
@Outcome(id = "0, 0, 0", expect = Expect.ACCEPTABLE, desc = "not there yet")
@Outcome(id = "0, 1, 2", expect = Expect.ACCEPTABLE, desc = "whole, the next one has no room")
@Outcome(id = "1, 1, 2", expect = Expect.ACCEPTABLE, desc = "whole, and taken for the next one")
@Outcome(expect = Expect.FORBIDDEN, desc = "not whole, or more than may be there")
@State
public class HandOverStress {

  private final HeapEdgeQueue<Element> queue = new HeapEdgeQueue<>(1);

  private static final class Element {
    private int first;
    private int second;
  }

  /** Offers two elements to a queue with room for one. */
  @Actor
  public void write(III_Result result) {
    Element element = new Element();
    element.first = 1;
    element.second = 2;
    queue.offer(element);
    result.r1 = queue.offer(new Element()) ? 1 : 0;
  }

  /** Takes one element. */
  @Actor
  public void read(III_Result result) {
    Element element = queue.poll();
    if (element != null) {
      result.r2 = element.first;
      result.r3 = element.second;
    }
  }
}
