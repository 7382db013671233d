/** Starts JVMs and talks to them by lines, for the jobs of this module and for the bench. */
package io.culvert.examples.jvm;
