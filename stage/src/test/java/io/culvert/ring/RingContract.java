package io.culvert.ring;

/** Gives the parts of the contract their rings. */
interface RingContract {

  /**
   * A new empty ring. It is closed after the test, and with it all that was attached through it.
   */
  TestRing newRing();
}
