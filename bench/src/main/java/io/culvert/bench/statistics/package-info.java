/** Statistics of measurements: medians, intervals, verdicts. Knows nothing of JVMs. */
package io.culvert.bench.statistics;
