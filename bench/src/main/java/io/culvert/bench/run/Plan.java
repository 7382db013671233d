package io.culvert.bench.run;

import io.culvert.bench.contender.Entry;
import java.util.ArrayList;
import java.util.List;

/** In which order trials are run. */
public final class Plan {

  private Plan() {}

  /**
   * Each round takes every size, and of each size every contender in turn: whatever disturbs the
   * machine for a while disturbs neighbours alike.
   *
   * @param entries the contenders
   * @param sizes bytes of a payload
   * @param rounds how often
   * @param timing of each trial
   * @return the trials in their order
   */
  public static List<Trial> of(
      List<Entry> entries, List<Integer> sizes, int rounds, Timing timing) {
    List<Trial> trials = new ArrayList<>();
    for (int round = 1; round <= rounds; round++) {
      for (int size : sizes) {
        for (Entry entry : entries) {
          trials.add(new Trial(entry, size, round, timing));
        }
      }
    }
    return trials;
  }
}
