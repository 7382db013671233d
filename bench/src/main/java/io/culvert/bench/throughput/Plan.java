package io.culvert.bench.throughput;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Says which pairs of JVMs are warm together, and in which order.
 *
 * @param blocks one after the other
 */
record Plan(List<Block> blocks) {

  /**
   * Pairs of one size.
   *
   * @param size bytes of a payload
   * @param pair number of each pair in the block; a block has at most one pair of a subject
   * @param inTurn subjects that are warm together and take turns
   * @param alone subjects that run one after the other
   */
  record Block(int size, int pair, List<Subject> inTurn, List<Subject> alone) {}

  /**
   * Plans a comparison.
   *
   * @param subjects in their order
   * @param sizes bytes of a payload
   * @param jvms that may live at the same time, at most
   */
  static Plan of(List<Subject> subjects, List<Integer> sizes, Method method, int jvms) {
    List<Block> blocks = new ArrayList<>();
    for (int size : sizes) {
      int pair = 0;
      for (int generation = 1; generation <= method.pairs(); generation++) {
        List<Subject> present = present(subjects, generation);
        List<Subject> frozen = present.stream().filter(method::takesTurns).toList();
        List<Subject> alone =
            present.stream().filter(subject -> !frozen.contains(subject)).toList();
        List<List<Subject>> groups = groups(frozen, jvms);
        if (groups.isEmpty()) {
          groups.add(List.of());
        }
        for (List<Subject> group : groups) {
          List<Subject> own = group == groups.get(0) ? alone : List.<Subject>of();
          blocks.add(new Block(size, ++pair, rotated(group, generation), own));
        }
      }
    }
    blocks.removeIf(block -> block.inTurn().isEmpty() && block.alone().isEmpty());
    return new Plan(blocks);
  }

  private static List<Subject> present(List<Subject> subjects, int generation) {
    return subjects.stream().filter(subject -> pairs(subject, subjects) >= generation).toList();
  }

  /** A base has as many pairs as the subjects that are compared with it. */
  private static int pairs(Subject subject, List<Subject> subjects) {
    return subjects.stream()
        .filter(other -> other.base().equals(subject.name()) || other.equals(subject))
        .mapToInt(other -> other.entry().pairs())
        .max()
        .orElseThrow();
  }

  /** The first subject is warm longest before its first window, so blocks begin with others. */
  private static List<Subject> rotated(List<Subject> group, int by) {
    List<Subject> rotated = new ArrayList<>(group);
    Collections.rotate(rotated, by);
    return rotated;
  }

  /**
   * Divides subjects into groups of few enough JVMs. Each group has the bases of its subjects,
   * because a ratio needs both at the same time. Therefore a base may be in several groups, and a
   * subject and its base may be more than the JVMs that are allowed.
   */
  static List<List<Subject>> groups(List<Subject> subjects, int jvms) {
    List<List<Subject>> groups = new ArrayList<>();
    Set<Subject> group = new LinkedHashSet<>();
    Set<Subject> placed = new HashSet<>();
    for (Subject subject : subjects) {
      if (!placed.add(subject)) {
        continue; // it is the base of an earlier one
      }
      Set<Subject> both = withBase(subject, subjects);
      placed.addAll(both);
      Set<Subject> larger = new LinkedHashSet<>(group);
      larger.addAll(both);
      if (!group.isEmpty() && larger.stream().mapToInt(Subject::jvms).sum() > jvms) {
        groups.add(List.copyOf(group));
        group = both;
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

  int pairs() {
    return blocks.stream().mapToInt(block -> block.inTurn().size() + block.alone().size()).sum();
  }
}
