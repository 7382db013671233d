/** Plain threads over Chronicle Queue. */
package io.culvert.bench.contender.chronicle;
