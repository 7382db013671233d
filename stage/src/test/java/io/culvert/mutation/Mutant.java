package io.culvert.mutation;

import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A safety check taken out of the code, and the test that must fail without it.
 *
 * @param name what the code does not do any more
 * @param className the class whose source is changed
 * @param fragment the code to replace, which occurs exactly once, white space aside
 * @param replacement what is there instead
 * @param test the class, or class#method, of the test
 */
record Mutant(String name, String className, String fragment, String replacement, String test) {

  /**
   * The source with the replacement in it.
   *
   * @throws AssertionError when the fragment does not occur exactly once
   */
  String applyTo(String source) {
    Matcher matcher = ignoringWhiteSpace().matcher(source);
    long occurrences = matcher.results().count();
    if (occurrences != 1) {
      throw new AssertionError(
          "the fragment of a mutant must occur once: occurrences="
              + occurrences
              + ", class="
              + className
              + ", fragment="
              + fragment
              + "; update the list of mutants, and keep a mutant for each safety check");
    }
    return matcher.reset().replaceFirst(Matcher.quoteReplacement(replacement));
  }

  private Pattern ignoringWhiteSpace() {
    return Pattern.compile(
        Arrays.stream(fragment.trim().split("\\s+"))
            .map(Pattern::quote)
            .collect(Collectors.joining("\\s+")));
  }
}
