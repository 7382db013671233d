/** Streams over rings, and rings between plain threads. */
package io.culvert.bench.contender.culvert;
