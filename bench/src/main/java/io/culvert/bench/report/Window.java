package io.culvert.bench.report;

import com.fasterxml.jackson.annotation.JsonFormat;

/**
 * One window of one pair of JVMs. It is written as an array, because there are thousands.
 *
 * @param round in which turn of all contenders, from 1
 * @param nanos length of the window in nanoseconds
 * @param messages that have arrived in it
 * @param cpuNanosPerMessage processor time of all JVMs of the pair for each message that has
 *     arrived while they were not frozen, in nanoseconds
 * @param coresOfOthers cores that other processes and the hypervisor have had meanwhile, on average
 * @param clean whether the window counts; if not, others have had too much of it
 */
@JsonFormat(shape = JsonFormat.Shape.ARRAY)
public record Window(
    int round,
    long nanos,
    long messages,
    double cpuNanosPerMessage,
    double coresOfOthers,
    boolean clean) {

  private static final double NANOS_PER_SECOND = 1e9;

  /**
   * Returns the rate at which messages have arrived.
   *
   * @return messages a second
   */
  public double messagesPerSecond() {
    return messages * NANOS_PER_SECOND / nanos;
  }
}
