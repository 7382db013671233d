package io.culvert.testing;

import java.util.concurrent.atomic.AtomicInteger;

/**
 * Where a JVM ends, between two instructions and without a word: the call of {@link #here} is
 * compiled into the code under test by {@link HaltedJvm}.
 */
public final class Halt {

  /** The exit code of a JVM that has come to its point. */
  public static final int EXIT_CODE = 77;

  /** The passage at which it halts, from 1; property. */
  static final String PASSAGE = "culvert.test.halt.passage";

  private static final AtomicInteger LEFT = new AtomicInteger(Integer.getInteger(PASSAGE, 1));

  private Halt() {}

  /** The point. Any thread may pass it. */
  public static void here() {
    if (LEFT.decrementAndGet() == 0) {
      Runtime.getRuntime().halt(EXIT_CODE);
    }
  }
}
