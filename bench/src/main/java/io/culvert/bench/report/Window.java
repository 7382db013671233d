package io.culvert.bench.report;

import com.fasterxml.jackson.annotation.JsonFormat;

/**
 * One window of one pair of JVMs. The JSON has it as an array, because there are thousands.
 *
 * @param round turn of all contenders, from 1
 * @param nanos length of the window in nanoseconds
 * @param messages that arrived in it
 * @param cpuNanosPerMessage processor time of all JVMs of the pair for each message that arrived
 *     while they were not frozen, in nanoseconds
 * @param coresOfOthers cores that other processes and the hypervisor used meanwhile, on average
 * @param clean whether the window counts; if not, others used too much of the processor
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

  /** Returns the rate at which messages arrived. */
  public double messagesPerSecond() {
    return messages * NANOS_PER_SECOND / nanos;
  }
}
