package io.culvert.testing;

import java.util.Arrays;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A place in the code where a process may die. The code itself knows nothing of it.
 *
 * @param name what has just happened, or is about to happen
 * @param className the class whose source has the fragment
 * @param fragment code that occurs exactly once, white space aside
 * @param side whether the process dies before it or after it
 */
public record HaltPoint(String name, String className, String fragment, Side side) {

  private static final String CALL = " " + Halt.class.getName() + ".here(); ";

  /** Where the process dies. */
  public enum Side {
    /** Nothing of the fragment is done. */
    BEFORE,
    /** All of it is done. */
    AFTER
  }

  /** A process dies here before the fragment. */
  public static HaltPoint before(String name, String className, String fragment) {
    return new HaltPoint(name, className, fragment, Side.BEFORE);
  }

  /** A process dies here after the fragment. */
  public static HaltPoint after(String name, String className, String fragment) {
    return new HaltPoint(name, className, fragment, Side.AFTER);
  }

  /**
   * The source with the halt in it.
   *
   * @throws AssertionError when the fragment does not occur exactly once
   */
  String applyTo(String source) {
    Matcher matcher = ignoringWhiteSpace().matcher(source);
    long occurrences = matcher.results().count();
    if (occurrences != 1) {
      throw new AssertionError(
          "the fragment of a halt point must occur once: occurrences="
              + occurrences
              + ", point="
              + name
              + ", class="
              + className
              + ", fragment="
              + fragment
              + "; the code has changed: update the point where it is listed, and keep one for each"
              + " step that a death may come after");
    }
    MatchResult found = matcher.reset().results().findFirst().orElseThrow();
    int at = side == Side.BEFORE ? found.start() : found.end();
    return source.substring(0, at) + CALL + source.substring(at);
  }

  private Pattern ignoringWhiteSpace() {
    return Pattern.compile(
        Arrays.stream(fragment.trim().split("\\s+"))
            .map(Pattern::quote)
            .collect(Collectors.joining("\\s+")));
  }

  @Override
  public String toString() {
    return className.substring(className.lastIndexOf('.') + 1) + ": " + name;
  }
}
