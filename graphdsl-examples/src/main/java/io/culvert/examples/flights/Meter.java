package io.culvert.examples.flights;

import java.util.function.LongSupplier;

/** Counts flights, measures how fast they come, and lets the progress know. */
final class Meter {

  /** The clock is read once in so many records: it would cost more than all the rest. */
  private static final int RECORDS_PER_LOOK = 256;

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
    if (records % RECORDS_PER_LOOK == 0) {
      progress.records(throughput());
    }
    return this;
  }

  /** Up to now. */
  Throughput throughput() {
    return new Throughput(records, records == 0 ? 0 : nanoClock.getAsLong() - firstNanos);
  }
}
