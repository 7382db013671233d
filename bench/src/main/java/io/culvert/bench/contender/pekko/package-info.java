/** Streams of Pekko in one JVM, over TCP, and over StreamRefs. */
package io.culvert.bench.contender.pekko;
