/** Round trips. */
package io.culvert.bench.latency;
