/** What can be said of measurements: medians, intervals, ratios. Knows nothing of JVMs. */
package io.culvert.bench.statistics;
