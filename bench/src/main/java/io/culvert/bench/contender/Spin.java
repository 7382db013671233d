package io.culvert.bench.contender;

/**
 * How a plain thread waits, the same for all contenders that have one: it looks again without a
 * pause, and from time to time lets another thread have the core.
 */
final class Spin {

  private static final int SPINS = 1_000;

  private int spins;

  /** Nothing to do now. */
  void idle() {
    if (++spins < SPINS) {
      Thread.onSpinWait();
    } else {
      spins = 0;
      Thread.yield();
    }
  }

  /** There was something to do. */
  void reset() {
    spins = 0;
  }
}
