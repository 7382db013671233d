/**
 * {@link io.culvert.RingSettings Settings}, attributes and {@link io.culvert.RingMetrics metrics}
 * of streams at a ring and of edges inside one JVM, {@link io.culvert.Committable elements to
 * commit}, and {@link io.culvert.PekkoCodecs codecs} of Pekko's types. The factories are in {@code
 * io.culvert.javadsl}.
 */
package io.culvert;
