package io.culvert.bench.report;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.Map;

/**
 * A comparison of round trips.
 *
 * @param kind always {@value #KIND}
 * @param surroundings where it was measured
 * @param parameters as given on the command line, defaults included
 * @param contenders name and description of each
 * @param figures every trial that has succeeded
 * @param failures every trial that has failed
 */
public record LatencyReport(
    String kind,
    Surroundings surroundings,
    Map<String, Object> parameters,
    Map<String, String> contenders,
    List<LatencyFigure> figures,
    List<Failure> failures) {

  /** What the JSON says about itself. */
  public static final String KIND = "latency";

  /**
   * Returns what is to be known of each contender. The JSON has it for those that draw charts.
   *
   * @return calculated from the figures
   */
  @JsonProperty(access = JsonProperty.Access.READ_ONLY)
  public List<LatencySummary> rows() {
    return LatencySummary.of(this);
  }
}
