/** What rings cost: CPU, memory, time. */
package io.culvert.bench.cost;
