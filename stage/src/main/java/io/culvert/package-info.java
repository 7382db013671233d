/**
 * What both halves of an edge share: {@link io.culvert.RingSettings settings}, {@link
 * io.culvert.RingMetrics metrics} and the exceptions. The factories are in {@code
 * io.culvert.javadsl}.
 */
package io.culvert;
