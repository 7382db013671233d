package io.culvert.bench.throughput;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Divides subjects into groups that are warm at the same time. */
final class Groups {

  private Groups() {}

  /**
   * Returns groups of few enough JVMs. Each group has the bases of its subjects, because a ratio
   * needs both at the same time: a base may be in several groups.
   *
   * @param subjects in their order
   * @param jvms most JVMs of a group; a subject and its base are never divided
   * @return at least one group, unless there is no subject
   */
  static List<List<Subject>> of(List<Subject> subjects, int jvms) {
    List<List<Subject>> groups = new ArrayList<>();
    Set<Subject> group = new LinkedHashSet<>();
    Set<Subject> placed = new HashSet<>();
    for (Subject subject : subjects) {
      if (!placed.add(subject)) {
        continue; // it is the base of an earlier one
      }
      placed.addAll(withBase(subject, subjects));
      Set<Subject> larger = new LinkedHashSet<>(group);
      larger.addAll(withBase(subject, subjects));
      if (!group.isEmpty() && count(larger) > jvms) {
        groups.add(List.copyOf(group));
        group = withBase(subject, subjects);
      } else {
        group = larger;
      }
    }
    if (!group.isEmpty()) {
      groups.add(List.copyOf(group));
    }
    return groups;
  }

  private static Set<Subject> withBase(Subject subject, List<Subject> subjects) {
    Set<Subject> both = new LinkedHashSet<>();
    subjects.stream().filter(other -> other.name().equals(subject.base())).forEach(both::add);
    both.add(subject);
    return both;
  }

  private static int count(Set<Subject> group) {
    return group.stream().mapToInt(Subject::jvms).sum();
  }
}
