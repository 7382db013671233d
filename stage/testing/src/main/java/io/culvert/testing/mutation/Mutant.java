package io.culvert.testing.mutation;

import java.util.List;

/**
 * A wrong order, or a race that is not guarded against, and the tests of which one must fail.
 *
 * @param name the fault of the code, as the rest of a sentence
 * @param tests the names of the test classes, or of single tests as {@code CLASS#METHOD}
 * @param edits the changes of the class files
 */
public record Mutant(String name, List<String> tests, List<Edit> edits) {

  @Override
  public String toString() {
    return edits.get(0).className() + ": " + name;
  }
}
