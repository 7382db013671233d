/** Starts the JVMs of a contender, measures, and takes turns. */
package io.culvert.bench.run;
