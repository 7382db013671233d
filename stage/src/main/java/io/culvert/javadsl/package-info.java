/**
 * What users call: {@link io.culvert.javadsl.RingSink} and {@link io.culvert.javadsl.RingSource},
 * and what they materialize; {@link io.culvert.javadsl.Rings} for what they leave behind.
 */
package io.culvert.javadsl;
