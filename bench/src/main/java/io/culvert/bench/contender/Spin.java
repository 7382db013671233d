package io.culvert.bench.contender;

/**
 * Waits in a plain thread, in the same way for all contenders that have one: polls without a pause,
 * and from time to time yields the core to another thread.
 */
public final class Spin {

  private static final int SPINS = 1_000;

  private int spins;

  /** Waits a moment if a poll found nothing; else begins again. */
  public void idle(int found) {
    if (found == 0) {
      idle();
    } else {
      reset();
    }
  }

  /** Waits a moment, after a poll that found nothing. */
  public void idle() {
    if (++spins < SPINS) {
      Thread.onSpinWait();
    } else {
      spins = 0;
      Thread.yield();
    }
  }

  /** Begins again, after a poll that found something. */
  public void reset() {
    spins = 0;
  }
}
