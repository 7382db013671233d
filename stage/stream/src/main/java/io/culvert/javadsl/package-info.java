/**
 * Factories of the Java API and the controls that streams materialize. {@link
 * io.culvert.javadsl.RingSink} and {@link io.culvert.javadsl.RingSource} connect JVMs, {@link
 * io.culvert.javadsl.Edge} connects parts of a graph inside one JVM, and {@link
 * io.culvert.javadsl.Split} does either. {@link io.culvert.javadsl.Rings} deletes rings.
 */
package io.culvert.javadsl;
