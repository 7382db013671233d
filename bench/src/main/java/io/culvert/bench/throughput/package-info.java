/**
 * Compares throughput: warm pairs of JVMs that are frozen, and thawed in turn for a window each.
 */
package io.culvert.bench.throughput;
