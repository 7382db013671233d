package io.culvert.mutation;

import java.util.Arrays;

/**
 * What came of tests, as the exit code of the JVM that has run them says it. The worst one last.
 */
enum Verdict {
  /** All tests that ran have passed. */
  PASSED,
  /** No test has run, because each lacks something on this machine; it says what. */
  SKIPPED,
  /** At least one test has failed. */
  FAILED,
  /** The JVM is gone, by a fault of its own or for touching memory that is not there. */
  CRASHED,
  /** A class does not load or does not fit to the others: this says nothing about a check. */
  NOT_LOADED,
  /** There is no such test. */
  NOT_FOUND,
  /** Neither of these. */
  UNKNOWN;

  /** Apart from the codes that the JVM itself ends with. */
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
