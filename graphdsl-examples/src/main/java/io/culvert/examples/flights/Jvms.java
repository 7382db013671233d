package io.culvert.examples.flights;

import io.culvert.examples.job.JobException;

/** How many JVMs the job runs in. */
enum Jvms {
  ONE("inside one JVM"),
  TWO("through the ring");

  private final String way;

  Jvms(String way) {
    this.way = way;
  }

  /**
   * The number that the user has given.
   *
   * @param number 1 or 2; empty for two
   * @throws JobException when it is another one
   */
  static Jvms of(String number) {
    return switch (number) {
      case "1" -> ONE;
      case "2", "" -> TWO;
      default -> throw new JobException(Flights.JVMS + " is neither 1 nor 2: found=" + number);
    };
  }

  /** The way that the flights take from one part to the other. */
  @Override
  public String toString() {
    return way;
  }
}
