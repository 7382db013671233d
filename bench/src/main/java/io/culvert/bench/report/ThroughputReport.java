package io.culvert.bench.report;

import java.util.List;
import java.util.Map;

/**
 * A comparison of throughput.
 *
 * @param kind always {@value #KIND}
 * @param surroundings where it was measured
 * @param parameters as given on the command line, defaults included
 * @param contenders those that were measured, in their order
 * @param rows what is to be known of each contender and size
 * @param instances every pair of JVMs with its windows: what the rows were calculated from
 * @param failures every pair that has failed
 */
public record ThroughputReport(
    String kind,
    Surroundings surroundings,
    Map<String, Object> parameters,
    List<ContenderNote> contenders,
    List<Row> rows,
    List<Instance> instances,
    List<Failure> failures) {

  /** What the JSON says about itself. */
  public static final String KIND = "throughput";
}
