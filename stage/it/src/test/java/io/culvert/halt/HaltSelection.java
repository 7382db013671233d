package io.culvert.halt;

import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;

/**
 * Selects the halts to test: by default those that fit into a build; with {@code
 * -Dculvert.test.halts=all} every combination; with {@code -Dculvert.test.halts=TEXT} those of all
 * combinations whose name contains the text.
 */
public final class HaltSelection {

  private static final String EVERY = "all";
  private static final String WANTED = System.getProperty("culvert.test.halts", "");

  private HaltSelection() {}

  /** Returns whether the caller must offer every combination to {@link #of}. */
  public static boolean isEvery() {
    return !WANTED.isEmpty();
  }

  /** Returns the selected tests. */
  public static Stream<DynamicTest> of(Stream<DynamicTest> tests) {
    return tests.filter(test -> WANTED.equals(EVERY) || test.getDisplayName().contains(WANTED));
  }
}
