package io.culvert.bench.report;

import java.util.List;
import java.util.Map;

/**
 * What edges cost.
 *
 * @param kind always {@value #KIND}
 * @param surroundings where it was measured
 * @param parameters as given on the command line, defaults included
 * @param tables what was measured
 * @param failures every trial that has failed; it has no row
 */
public record CostReport(
    String kind,
    Surroundings surroundings,
    Map<String, Object> parameters,
    List<Table> tables,
    List<Failure> failures) {

  /** What the JSON says about itself. */
  public static final String KIND = "cost";

  /**
   * A trial that has failed.
   *
   * @param trial what was to be measured
   * @param message why
   */
  public record Failure(String trial, String message) {

    @Override
    public String toString() {
      return "FAILED: " + trial + ": " + message;
    }
  }

  /**
   * How something moves with something else.
   *
   * @param title of the table
   * @param description what was measured
   * @param columns what is in the rows; the first one is what was varied
   * @param rows of figures
   */
  public record Table(
      String title, String description, List<String> columns, List<List<Double>> rows) {

    @Override
    public String toString() {
      TextTable text = new TextTable(columns.toArray(String[]::new));
      rows.forEach(row -> text.row(row.stream().map(TextTable::number).toArray(String[]::new)));
      return title + "\n" + text;
    }
  }
}
