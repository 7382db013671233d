package io.culvert.bench.throughput;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Knows which contender each one is compared with. */
final class Bases {

  private Bases() {}

  /**
   * Returns the name of the base by the name of the contender; those without a base are missing.
   */
  static Map<String, String> of(List<Subject> subjects) {
    List<String> names = subjects.stream().map(Subject::name).toList();
    Map<String, String> bases = new HashMap<>();
    for (Subject subject : subjects) {
      if (names.contains(subject.base())) {
        bases.put(subject.name(), subject.base());
      }
    }
    return bases;
  }
}
