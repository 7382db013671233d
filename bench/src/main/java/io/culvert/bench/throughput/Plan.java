package io.culvert.bench.throughput;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Which pairs of JVMs are warm together, in which order.
 *
 * @param blocks one after the other
 */
record Plan(List<Block> blocks) {

  /**
   * Pairs of one size.
   *
   * @param size bytes of a payload
   * @param pair number that each pair of the block has; it is the only one of its contender and
   *     size
   * @param inTurn subjects that are warm together and take turns
   * @param alone subjects that run one after the other
   */
  record Block(int size, int pair, List<Subject> inTurn, List<Subject> alone) {}

  /**
   * Plans a comparison.
   *
   * @param subjects in their order
   * @param sizes bytes of a payload
   * @param method how to measure
   * @param jvms most JVMs that may live at the same time
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
        List<List<Subject>> groups = new ArrayList<>(Groups.of(frozen, jvms));
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

  /** What comes first is warm longest before its first window: that is not always the same one. */
  private static List<Subject> rotated(List<Subject> group, int by) {
    List<Subject> rotated = new ArrayList<>(group);
    Collections.rotate(rotated, by);
    return rotated;
  }

  int pairs() {
    return blocks.stream().mapToInt(block -> block.inTurn().size() + block.alone().size()).sum();
  }
}
