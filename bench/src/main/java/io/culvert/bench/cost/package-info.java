/** Measures what edges cost: processor time, memory, time to attach. */
package io.culvert.bench.cost;
