package io.culvert.examples.flights;

/**
 * The throughput of the report.
 *
 * @param records number of flights
 * @param nanos time from the first flight to the end of the stream
 */
record Throughput(long records, long nanos) {

  private static final double NANOS_PER_SECOND = 1e9;

  double seconds() {
    return nanos / NANOS_PER_SECOND;
  }

  long recordsPerSecond() {
    return nanos == 0 ? 0 : Math.round(records / seconds());
  }
}
