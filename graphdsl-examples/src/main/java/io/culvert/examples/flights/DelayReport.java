package io.culvert.examples.flights;

import java.util.List;

/**
 * What the job finds out.
 *
 * @param records how many flights there were
 * @param origins every origin, the busiest first, by name where that is equal
 */
record DelayReport(long records, List<OriginDelays> origins) {

  /**
   * One origin.
   *
   * @param origin code of the airport
   * @param flights how many flights left it
   * @param meanDelayMinutes their mean delay
   * @param lateShare which part of them was later than 15 minutes, from 0 to 1
   */
  record OriginDelays(String origin, long flights, double meanDelayMinutes, double lateShare) {}
}
