package io.culvert.testing.mutation;

import java.util.Arrays;

/** The result of tests, from the exit code of the JVM that ran them. The worst one is last. */
enum Verdict {
  /** All tests that ran passed. */
  PASSED,
  /** No test ran, because this machine lacks something. The output names it. */
  SKIPPED,
  /** At least one test failed. */
  FAILED,
  /** The JVM crashed, because a test accessed memory that does not exist. */
  CRASHED,
  /** A class does not load or does not link, which proves nothing. */
  NOT_LOADED,
  /** The test does not exist. */
  NOT_FOUND,
  /** Another exit code. */
  UNKNOWN;

  /** Differs from the codes with which the JVM itself ends. */
  private static final int FIRST_EXIT_CODE = 40;

  int exitCode() {
    return FIRST_EXIT_CODE + ordinal();
  }

  static Verdict ofExitCode(int exitCode) {
    return Arrays.stream(values())
        .filter(verdict -> verdict.exitCode() == exitCode)
        .findFirst()
        .orElse(UNKNOWN);
  }

  Verdict worst(Verdict other) {
    return compareTo(other) >= 0 ? this : other;
  }
}
