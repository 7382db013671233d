package io.culvert.ring;

import io.culvert.ring.layout.RingDescriptor;

/**
 * The contract of a ring once, on the heap. PIT runs it in the place of {@link RingTest}, of which
 * each further memory and position would cost seconds for each mutant that survives. Surefire does
 * not run a class of this name.
 */
class RingContractForPit extends RingContractTest {
  @Override
  TestRing create() {
    return TestRing.heap(RingDescriptor.MIN_CAPACITY, 0);
  }
}
