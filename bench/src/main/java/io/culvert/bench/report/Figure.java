package io.culvert.bench.report;

/**
 * One contender, one size, one round.
 *
 * @param contender its name
 * @param size bytes of a payload
 * @param round from 1
 * @param messagesPerSecond at the receiver
 * @param bytesPerSecond of payloads, at the receiver
 * @param cpuSecondsPerMillion processor seconds of all JVMs for a million messages
 * @param allocatedBytesPerMessage on the heaps of all JVMs, the payloads themselves included
 * @param coresOfOthers how many cores other processes have had meanwhile, on average
 * @param messages received in the measured window
 * @param elapsedNanos length of the window, measured at the receiver
 * @param senderCpuNanos processor time of the sender's JVM in its window; 0 when there is one JVM
 * @param receiverCpuNanos processor time of the receiver's, or the only, JVM in its window
 * @param senderAllocatedBytes on the heap of the sender's JVM; 0 when there is one JVM
 * @param receiverAllocatedBytes on the heap of the receiver's, or the only, JVM
 * @param verifiedMessages payloads that were received and checked in the whole trial, warm-up
 *     included; as many as were sent
 */
public record Figure(
    String contender,
    int size,
    int round,
    double messagesPerSecond,
    double bytesPerSecond,
    double cpuSecondsPerMillion,
    double allocatedBytesPerMessage,
    double coresOfOthers,
    long messages,
    long elapsedNanos,
    long senderCpuNanos,
    long receiverCpuNanos,
    long senderAllocatedBytes,
    long receiverAllocatedBytes,
    long verifiedMessages) {}
