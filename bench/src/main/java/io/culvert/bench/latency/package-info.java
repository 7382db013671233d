/** Measures round trips to another JVM and back. */
package io.culvert.bench.latency;
