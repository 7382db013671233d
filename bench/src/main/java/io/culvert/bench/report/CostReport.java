package io.culvert.bench.report;

import java.util.List;
import java.util.Map;

/**
 * The cost of edges.
 *
 * @param kind always {@value #KIND}
 * @param surroundings where it was measured
 * @param parameters of the command line, defaults included
 * @param tables of figures
 * @param failures every trial that failed; it has no row
 */
public record CostReport(
    String kind,
    Surroundings surroundings,
    Map<String, Object> parameters,
    List<Table> tables,
    List<Failure> failures) {

  /** The kind in the JSON. */
  public static final String KIND = "cost";

  /**
   * A trial that failed.
   *
   * @param trial its name
   * @param message the cause
   */
  public record Failure(String trial, String message) {

    @Override
    public String toString() {
      return "FAILED: " + trial + ": " + message;
    }
  }

  /**
   * A table of figures that depend on one that is varied.
   *
   * @param title of the table
   * @param description of the measurement
   * @param columns titles of the columns; the first column is what is varied
   * @param rows of figures
   */
  public record Table(
      String title, String description, List<String> columns, List<List<Double>> rows) {

    @Override
    public String toString() {
      TextTable text = new TextTable(columns.toArray(String[]::new));
      rows.forEach(row -> text.row(row.stream().map(TextTable::number).toArray()));
      return title + "\n" + text;
    }
  }
}
