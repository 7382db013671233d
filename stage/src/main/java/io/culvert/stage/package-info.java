/**
 * INTERNAL API. The graph stages: {@link io.culvert.stage.RingSinkStage} writes a ring, {@link
 * io.culvert.stage.RingSourceStage} reads one, and {@link io.culvert.stage.Islands} joins parts
 * of one graph inside this JVM.
 */
package io.culvert.stage;
