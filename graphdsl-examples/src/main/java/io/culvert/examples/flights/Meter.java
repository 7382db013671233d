package io.culvert.examples.flights;

import java.util.function.LongSupplier;

/** Counts flights, measures how fast they arrive, and tells the progress. */
final class Meter {

  /** Records for each reading of the clock, which costs more than all the rest. */
  private static final int RECORDS_PER_READING = 256;

  private final Progress progress;
  private final LongSupplier nanoClock;
  private long records;
  private long firstNanos;

  Meter(Progress progress, LongSupplier nanoClock) {
    this.progress = progress;
    this.nanoClock = nanoClock;
  }

  Meter count() {
    if (records == 0) {
      firstNanos = nanoClock.getAsLong();
    }
    records++;
    if (records % RECORDS_PER_READING == 0) {
      progress.records(throughput());
    }
    return this;
  }

  /** Returns the throughput up to now. */
  Throughput throughput() {
    return new Throughput(records, records == 0 ? 0 : nanoClock.getAsLong() - firstNanos);
  }
}
