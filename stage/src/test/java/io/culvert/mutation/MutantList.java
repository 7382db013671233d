package io.culvert.mutation;

import java.util.ArrayList;
import java.util.List;

/** Collects the mutants of one package. Classes and tests are named without it. */
final class MutantList {

  private final String packageName;
  private final List<Mutant> mutants = new ArrayList<>();
  private String className;

  MutantList(String packageName) {
    this.packageName = packageName;
  }

  /** The class that the mutants which follow are of. */
  MutantList of(String simpleName) {
    className = packageName + "." + simpleName;
    return this;
  }

  /** One more mutant; a test may also be one of another package, named in full. */
  MutantList mutant(String name, String fragment, String replacement, String test) {
    String fullTest = test.startsWith("io.") ? test : packageName + "." + test;
    mutants.add(new Mutant(name, className, fragment, replacement, fullTest));
    return this;
  }

  /** A mutant whose code is gone, with nothing in its place. */
  MutantList without(String name, String fragment, String test) {
    return mutant(name, fragment, "", test);
  }

  List<Mutant> toList() {
    return List.copyOf(mutants);
  }
}
