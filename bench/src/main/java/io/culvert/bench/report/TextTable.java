package io.culvert.bench.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Columns for a terminal: the first one to the left, numbers to the right. */
public final class TextTable {

  private static final String GAP = "  ";

  private final List<List<String>> rows = new ArrayList<>();

  /**
   * Creates a table.
   *
   * @param titles of its columns
   */
  public TextTable(String... titles) {
    rows.add(List.of(titles));
  }

  /**
   * Adds a row.
   *
   * @param cells as many as there are columns
   * @throws IllegalArgumentException if it is another number
   */
  public void row(String... cells) {
    if (cells.length != rows.get(0).size()) {
      throw new IllegalArgumentException(
          "cells=" + cells.length + ", columns=" + rows.get(0).size());
    }
    rows.add(List.of(cells));
  }

  /**
   * Returns a number with three digits that mean something, and a letter for its size.
   *
   * @param value not negative
   * @return for example {@code 13.4 M}
   */
  public static String number(double value) {
    String[] units = {"", " k", " M", " G", " T"};
    double rest = value;
    int unit = 0;
    while (rest >= 999.5 && unit < units.length - 1) {
      rest /= 1_000;
      unit++;
    }
    int decimals = rest >= 99.95 ? 0 : rest >= 9.995 ? 1 : 2;
    return String.format(Locale.ROOT, "%." + decimals + "f", rest) + units[unit];
  }

  @Override
  public String toString() {
    int[] widths = new int[rows.get(0).size()];
    for (List<String> row : rows) {
      for (int i = 0; i < widths.length; i++) {
        widths[i] = Math.max(widths[i], row.get(i).length());
      }
    }
    StringBuilder text = new StringBuilder();
    for (List<String> row : rows) {
      StringBuilder line = new StringBuilder();
      for (int i = 0; i < widths.length; i++) {
        String padding = " ".repeat(widths[i] - row.get(i).length());
        line.append(i == 0 ? row.get(i) + padding : GAP + padding + row.get(i));
      }
      text.append(line.toString().stripTrailing()).append('\n');
    }
    return text.toString();
  }
}
