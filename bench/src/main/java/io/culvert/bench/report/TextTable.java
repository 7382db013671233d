package io.culvert.bench.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A table for a terminal: the first column is aligned to the left, all others to the right. */
public final class TextTable {

  private static final String GAP = "  ";
  private static final String[] UNITS = {"", " k", " M", " G", " T"};

  private final List<List<String>> rows = new ArrayList<>();

  /** Creates a table with these titles. */
  public TextTable(String... titles) {
    rows.add(List.of(titles));
  }

  /**
   * Adds a row.
   *
   * @throws IllegalArgumentException if it does not have a cell for each column
   */
  public void row(Object... cells) {
    if (cells.length != rows.get(0).size()) {
      throw new IllegalArgumentException(
          "cells=" + cells.length + ", columns=" + rows.get(0).size());
    }
    rows.add(Stream.of(cells).map(String::valueOf).toList());
  }

  /** Returns a number with three significant digits, and a letter for its size. */
  public static String number(double value) {
    double rest = value;
    int unit = 0;
    while (rest >= 999.5 && unit < UNITS.length - 1) {
      rest /= 1_000;
      unit++;
    }
    int decimals = rest >= 99.95 ? 0 : rest >= 9.995 ? 1 : 2;
    return String.format(Locale.ROOT, "%." + decimals + "f", rest) + UNITS[unit];
  }

  @Override
  public String toString() {
    StringBuilder format = new StringBuilder();
    for (int i = 0; i < rows.get(0).size(); i++) {
      int column = i;
      int width = rows.stream().mapToInt(row -> row.get(column).length()).max().orElseThrow();
      format.append(i == 0 ? "%-" : GAP + "%").append(width).append('s');
    }
    return rows.stream()
        .map(row -> format.toString().formatted(row.toArray()).stripTrailing() + "\n")
        .collect(Collectors.joining());
  }
}
