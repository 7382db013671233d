package io.culvert.testing;

import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;

/**
 * Which deaths are tried: those that fit into a build; every combination with {@code
 * -Dculvert.test.halts=all}; of all of them only those whose name contains the text with {@code
 * -Dculvert.test.halts=TEXT}.
 */
public final class HaltSelection {

  private static final String EVERY = "all";
  private static final String WANTED = System.getProperty("culvert.test.halts", "");

  private HaltSelection() {}

  /** Whether every combination is to be offered to {@link #of}. */
  public static boolean isEvery() {
    return !WANTED.isEmpty();
  }

  /** Those that are wanted. */
  public static Stream<DynamicTest> of(Stream<DynamicTest> tests) {
    return tests.filter(test -> WANTED.equals(EVERY) || test.getDisplayName().contains(WANTED));
  }
}
