package io.culvert.ring;

/** Provides the rings for the parts of the contract. */
interface RingContract {

  /** Returns a new empty ring. It is closed after the test, with all writers and readers of it. */
  TestRing newRing();
}
