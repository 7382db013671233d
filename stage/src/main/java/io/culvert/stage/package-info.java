/**
 * INTERNAL API. The graph stages: {@link io.culvert.stage.RingSinkStage} writes what is pushed into
 * a ring, {@link io.culvert.stage.RingSourceStage} pushes what it reads from one; {@link
 * io.culvert.stage.Islands} joins parts of one graph inside this JVM.
 */
package io.culvert.stage;
