/**
 * The graph stages of a ring: {@link io.culvert.stage.RingSinkStage} writes to one and {@link
 * io.culvert.stage.RingSourceStage} reads from one. Internal: {@code io.culvert.javadsl} creates
 * them.
 */
package io.culvert.stage;
