/** JVMs that work for the bench, and how the bench talks to them. */
package io.culvert.bench.jvm;
