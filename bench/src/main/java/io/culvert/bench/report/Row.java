package io.culvert.bench.report;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.culvert.bench.statistics.Interval;
import io.culvert.bench.statistics.Verdict;

/**
 * The estimates from all pairs of one contender and size.
 *
 * @param contender its name
 * @param size bytes of a payload
 * @param pairs of JVMs that have a window that counts
 * @param windows that count
 * @param dropped windows that do not count, because others used too much of the processor
 * @param messagesPerSecond at the receiver
 * @param cpuMicrosPerMessage processor time of all its JVMs, in microseconds
 * @param allocatedBytesPerMessage on the heaps of all its JVMs; median of the pairs
 * @param coresOfOthers in the windows that count; median
 * @param base the contender that the ratio is to; null if that did not run
 * @param ratio of its rate to that of the base, window by window; null likewise
 * @param verdict of the ratio; null likewise, and for the base itself
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Row(
    String contender,
    int size,
    int pairs,
    int windows,
    int dropped,
    Interval messagesPerSecond,
    Interval cpuMicrosPerMessage,
    double allocatedBytesPerMessage,
    double coresOfOthers,
    String base,
    Interval ratio,
    Verdict verdict) {}
