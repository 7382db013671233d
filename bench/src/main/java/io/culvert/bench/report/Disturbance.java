package io.culvert.bench.report;

import java.util.stream.DoubleStream;

/** A warning of figures that others on the machine have made worse. */
final class Disturbance {

  /** A system that does nothing else takes less. */
  private static final double MUCH = 0.1;

  private Disturbance() {}

  /**
   * Returns a line if others had too much in a trial, else nothing.
   *
   * @param coresOfOthers of each trial
   */
  static String of(DoubleStream coresOfOthers) {
    double most = coresOfOthers.max().orElse(0);
    return most > MUCH
        ? "disturbed: others had up to "
            + TextTable.number(most)
            + " cores meanwhile, and not in all rows alike;"
            + " measure again when the machine does nothing else\n"
        : "";
  }
}
