/** The machine under the bench: processor time of processes, signals, priority and memory. */
package io.culvert.bench.machine;
