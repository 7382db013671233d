package io.culvert.mutation;

import java.util.List;

/**
 * A wrong order, or a race that is not guarded against, and the tests of which one must fail.
 *
 * @param name what the code does wrong
 * @param tests the names of the test classes
 * @param edits how the class files are changed
 */
record Mutant(String name, List<String> tests, List<Edit> edits) {

  @Override
  public String toString() {
    return edits.get(0).className() + ": " + name;
  }
}
