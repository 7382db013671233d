package io.culvert.bench.readme;

import java.util.List;

/**
 * What a picture shows: dots on lines, on a logarithmic axis, because contenders lie a thousandfold
 * apart.
 *
 * @param title above everything
 * @param legend what dot and line mean
 * @param panels side by side; each has an axis of its own
 */
record Chart(String title, String legend, List<Panel> panels) {

  /**
   * Rows with one axis.
   *
   * @param title above them
   * @param rows at least one
   */
  record Panel(String title, List<Row> rows) {}

  /**
   * A contender.
   *
   * @param label its name
   * @param ours whether it stands out
   * @param from where the line begins, more than 0
   * @param dot the value that is also written as text
   * @param to where the line ends
   */
  record Row(String label, boolean ours, double from, double dot, double to) {}
}
