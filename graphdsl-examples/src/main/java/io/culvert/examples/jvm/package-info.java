/**
 * Starts JVMs and talks to them by lines. The jobs of this module and the bench start theirs here.
 */
package io.culvert.examples.jvm;
