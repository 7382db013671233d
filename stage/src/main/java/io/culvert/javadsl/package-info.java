/**
 * What users call: {@link io.culvert.javadsl.RingSink} and {@link io.culvert.javadsl.RingSource},
 * and what they materialize; {@link io.culvert.javadsl.Rings} for what they leave behind; {@link
 * io.culvert.javadsl.Edge} for edges inside one JVM.
 */
package io.culvert.javadsl;
