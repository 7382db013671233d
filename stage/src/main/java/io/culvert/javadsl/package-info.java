/**
 * What users call: {@link io.culvert.javadsl.RingSink} and {@link io.culvert.javadsl.RingSource},
 * and what they materialize.
 */
package io.culvert.javadsl;
