package io.culvert.bench.report;

import java.util.stream.DoubleStream;

/** A warning of figures that others on the machine have made worse. */
final class Disturbance {

  /** What a system that does nothing else takes stays below it. */
  private static final double MUCH = 0.1;

  private Disturbance() {}

  /**
   * One line when others had too much in any trial, else nothing.
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
