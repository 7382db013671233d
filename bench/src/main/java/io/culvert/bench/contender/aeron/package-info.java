/** Plain threads over Aeron IPC. */
package io.culvert.bench.contender.aeron;
