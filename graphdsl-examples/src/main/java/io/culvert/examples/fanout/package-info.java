/**
 * Fan-out and fan-in across JVMs, by Pekko's own {@code Balance} and {@code Merge}. Begin with
 * {@link io.culvert.examples.fanout.FanOut}.
 */
package io.culvert.examples.fanout;
