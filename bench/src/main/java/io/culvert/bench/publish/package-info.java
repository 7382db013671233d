/** Figures as README.md and docs/benchmarks.md show them, and the pictures beside the JSON. */
package io.culvert.bench.publish;
