package io.culvert.bench.report;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.Map;

/**
 * A comparison of round trips.
 *
 * @param kind always {@value #KIND}
 * @param surroundings where it was measured
 * @param parameters of the command line, defaults included
 * @param contenders name and description of each
 * @param figures of every trial that succeeded
 * @param failures every trial that failed
 */
public record LatencyReport(
    String kind,
    Surroundings surroundings,
    Map<String, Object> parameters,
    Map<String, String> contenders,
    List<LatencyFigure> figures,
    List<Failure> failures) {

  /** The kind in the JSON. */
  public static final String KIND = "latency";

  /** Returns a summary of each contender. The JSON has it for the scripts that draw charts. */
  @JsonProperty(access = JsonProperty.Access.READ_ONLY)
  public List<LatencySummary> rows() {
    return LatencySummary.of(this);
  }
}
