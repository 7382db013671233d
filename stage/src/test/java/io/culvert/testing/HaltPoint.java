package io.culvert.testing;

/**
 * A step of a process at which it dies: a store to a word of the ring, an operation on a file, a
 * lock or a socket. Points between two steps are not told apart, because no other process can. The
 * code under test knows nothing of it.
 *
 * @param side whether the process dies before the step or after it
 * @param step the step, as {@link HaltedCalls} names it
 * @param passage at which passage of the step, from 1
 */
public record HaltPoint(Side side, String step, int passage) {

  /** When the process dies. */
  public enum Side {
    /** Nothing of the step is done. */
    BEFORE,
    /** All of it is done. */
    AFTER
  }

  /** A process dies before it comes to the step for the first time. */
  public static HaltPoint before(String step) {
    return new HaltPoint(Side.BEFORE, step, 1);
  }

  /** A process dies after it has done the step for the first time. */
  public static HaltPoint after(String step) {
    return new HaltPoint(Side.AFTER, step, 1);
  }

  /** The same step, at another passage. */
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
