/** Child JVMs of the bench, and the channel to them. */
package io.culvert.bench.jvm;
