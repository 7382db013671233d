package io.culvert.examples.flights;

import java.util.List;

/**
 * The result of the job.
 *
 * @param records number of flights
 * @param origins every origin, the busiest first; equal ones by name
 */
record DelayReport(long records, List<OriginDelays> origins) {

  /**
   * One origin.
   *
   * @param origin code of the airport
   * @param flights number of departures
   * @param meanDelayMinutes their mean delay
   * @param lateShare share of late flights, from 0 to 1
   */
  record OriginDelays(String origin, long flights, double meanDelayMinutes, double lateShare) {}
}
