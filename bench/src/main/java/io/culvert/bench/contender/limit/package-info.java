/** The limits of this machine, of a ring and of the work around it; none of them is a contender. */
package io.culvert.bench.contender.limit;
