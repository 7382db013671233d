package io.culvert.testing;

import java.util.concurrent.atomic.AtomicInteger;

/**
 * A place where a JVM halts between two instructions. {@link HaltedJvm} compiles the call of {@link
 * #here} into the code under test.
 */
public final class Halt {

  /** The exit code of a JVM that reached its halt. */
  public static final int EXIT_CODE = 77;

  /** The property of the passage at which the JVM halts, counted from 1. */
  static final String PASSAGE = "culvert.test.halt.passage";

  private static final AtomicInteger LEFT = new AtomicInteger(Integer.getInteger(PASSAGE, 1));

  private Halt() {}

  /** Halts the JVM at the given passage; any thread may call it. */
  public static void here() {
    if (LEFT.decrementAndGet() == 0) {
      Runtime.getRuntime().halt(EXIT_CODE);
    }
  }
}
