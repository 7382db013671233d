/** Payloads in a stream of bytes, each after its length. */
package io.culvert.bench.contender.frame;
