package io.culvert.examples.flights;

import io.culvert.examples.job.JobException;

/** The number of JVMs of the job. */
enum Jvms {
  ONE("inside one JVM"),
  TWO("through the ring");

  private final String way;

  Jvms(String way) {
    this.way = way;
  }

  /**
   * Returns the constant for a number: 1 or 2, or empty for two.
   *
   * @throws JobException if it is another number
   */
  static Jvms of(String number) {
    return switch (number) {
      case "1" -> ONE;
      case "2", "" -> TWO;
      default -> throw new JobException(Flights.JVMS + " is neither 1 nor 2: found=" + number);
    };
  }

  /** Returns the way of the flights from one part to the other. */
  @Override
  public String toString() {
    return way;
  }
}
