package io.culvert.bench.readme;

import io.culvert.bench.readme.Chart.Row;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/**
 * A logarithmic axis of whole decades.
 *
 * @param first exponent of ten at its beginning
 * @param last exponent of ten at its end
 */
record LogAxis(int first, int last) {

  private static final String[] UNITS = {"", " k", " M", " G", " T"};

  /** The smallest that has room for these rows. */
  static LogAxis of(List<Row> rows) {
    double min = rows.stream().mapToDouble(Row::from).min().orElseThrow();
    double max = rows.stream().mapToDouble(Row::to).max().orElseThrow();
    int first = (int) Math.floor(Math.log10(min));
    return new LogAxis(first, Math.max(first + 1, (int) Math.ceil(Math.log10(max))));
  }

  /** Where a value lies: 0 at the beginning, 1 at the end. */
  double at(double value) {
    return (Math.log10(value) - first) / (last - first);
  }

  DoubleStream ticks() {
    return IntStream.rangeClosed(first, last).mapToDouble(exponent -> Math.pow(10, exponent));
  }

  /** A power of ten in few letters. */
  static String label(double tick) {
    if (tick < 1) {
      return String.valueOf(tick);
    }
    int thousands = (int) Math.round(Math.log10(tick)) / 3;
    return Math.round(tick / Math.pow(1_000, thousands)) + UNITS[thousands];
  }
}
