package io.culvert.bench.run;

import io.culvert.bench.BenchException;
import io.culvert.bench.report.Figure;

/**
 * What was done in the measured window of a trial.
 *
 * @param receiver in the receiver's JVM
 * @param sender in the sender's JVM, whose window has about the same length; all 0 but its length
 *     when there is none
 * @param verified payloads that were received in the whole trial
 */
record Window(Snapshot receiver, Snapshot sender, long verified) {

  private static final double NANOS_PER_SECOND = 1e9;
  private static final double MILLION = 1e6;

  Figure figure(String contender, int size, int round) {
    if (receiver.count() == 0) {
      throw new BenchException(
          "nothing arrived in the measured window: contender="
              + contender
              + ", size="
              + size
              + "; measure for longer with --seconds");
    }
    double perSecond = receiver.count() * NANOS_PER_SECOND / receiver.nanos();
    double cpuPerSecond = share(receiver.cpuNanos(), receiver) + share(sender.cpuNanos(), sender);
    double allocatedPerSecond =
        NANOS_PER_SECOND
            * (share(receiver.allocatedBytes(), receiver) + share(sender.allocatedBytes(), sender));
    return new Figure(
        contender,
        size,
        round,
        perSecond,
        perSecond * size,
        cpuPerSecond / perSecond * MILLION,
        allocatedPerSecond / perSecond,
        othersCores(cpuPerSecond),
        receiver.count(),
        receiver.nanos(),
        sender.cpuNanos(),
        receiver.cpuNanos(),
        sender.allocatedBytes(),
        receiver.allocatedBytes(),
        verified);
  }

  /** What others take makes the figures worse, so the reader must be told. */
  private double othersCores(double ours) {
    return Math.max(0, share(receiver.machineCpuNanos(), receiver) - ours);
  }

  private static double share(long amount, Snapshot window) {
    return (double) amount / window.nanos();
  }
}
