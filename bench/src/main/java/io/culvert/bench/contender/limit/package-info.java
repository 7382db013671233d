/** Not contenders: the limits of this machine, of a ring and of the work around it. */
package io.culvert.bench.contender.limit;
