package io.culvert.halt;

/**
 * A step of a process at which it dies: a store to a word of the ring, an operation on a file, a
 * lock or a socket. All points between two steps count as one, because no other process can tell
 * them apart. The code under test has no hook for it.
 *
 * @param side whether the process dies before the step or after it
 * @param step the step, as {@link HaltedCalls} names it
 * @param passage the passage of the step at which it dies, from 1
 */
public record HaltPoint(Side side, String step, int passage) {

  /** The side of the step on which the process dies. */
  public enum Side {
    /** Nothing of the step is done. */
    BEFORE,
    /** All of it is done. */
    AFTER
  }

  /** Returns a death before the step is taken for the first time. */
  public static HaltPoint before(String step) {
    return new HaltPoint(Side.BEFORE, step, 1);
  }

  /** Returns a death after the step was taken for the first time. */
  public static HaltPoint after(String step) {
    return new HaltPoint(Side.AFTER, step, 1);
  }

  /** Returns a death at another passage of the same step. */
  public HaltPoint nth(int wanted) {
    return new HaltPoint(side, step, wanted);
  }

  @Override
  public String toString() {
    return (side == Side.BEFORE ? "before" : "after")
        + " step '"
        + step
        + (passage == 1 ? "'" : "' number " + passage);
  }
}
