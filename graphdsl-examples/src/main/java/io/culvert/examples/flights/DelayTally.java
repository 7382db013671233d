package io.culvert.examples.flights;

import io.culvert.examples.flights.DelayReport.OriginDelays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Adds up flights by origin, in whole numbers: only the division at the end rounds. */
final class DelayTally {

  private static final Comparator<OriginDelays> BUSIEST_FIRST =
      Comparator.comparingLong(OriginDelays::flights)
          .reversed()
          .thenComparing(OriginDelays::origin);

  private final Map<String, Sums> byOrigin = new HashMap<>();
  private long records;

  private static final class Sums {
    private long flights;
    private long delayMinutes;
    private long late;
  }

  DelayTally add(Flight flight) {
    Sums sums = byOrigin.computeIfAbsent(flight.origin(), origin -> new Sums());
    sums.flights++;
    sums.delayMinutes += flight.delayMinutes();
    sums.late += flight.isLate() ? 1 : 0;
    records++;
    return this;
  }

  DelayReport report() {
    List<OriginDelays> origins =
        byOrigin.entrySet().stream()
            .map(entry -> delays(entry.getKey(), entry.getValue()))
            .sorted(BUSIEST_FIRST)
            .toList();
    return new DelayReport(records, origins);
  }

  private static OriginDelays delays(String origin, Sums sums) {
    return new OriginDelays(
        origin,
        sums.flights,
        (double) sums.delayMinutes / sums.flights,
        (double) sums.late / sums.flights);
  }
}
