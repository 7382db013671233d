package io.culvert.bench.report;

import io.culvert.bench.contender.Contenders;
import java.util.List;
import java.util.Map;

/**
 * A comparison of throughput.
 *
 * @param kind always {@value #KIND}
 * @param surroundings where it was measured
 * @param parameters as given on the command line, defaults included
 * @param contenders name and description of each
 * @param base the contender that the ratios are to; {@value Contenders#REFERENCE} where a report
 *     does not say
 * @param figures every trial that has succeeded
 * @param summary all rounds of each contender and size
 * @param failures every trial that has failed
 */
public record ComparisonReport(
    String kind,
    Surroundings surroundings,
    Map<String, Object> parameters,
    Map<String, String> contenders,
    String base,
    List<Figure> figures,
    List<Summary> summary,
    List<Failure> failures) {

  /** What the JSON says about itself. */
  public static final String KIND = "compare";

  /** Older reports do not name their base: there was no choice. */
  public ComparisonReport {
    base = base == null ? Contenders.REFERENCE : base;
  }
}
