/** The machine under the bench: its description, its neighbours, signals, priority and memory. */
package io.culvert.bench.machine;
