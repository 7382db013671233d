/**
 * INTERNAL API. The graph stages: {@link io.culvert.stage.RingSinkStage} writes what is pushed into
 * a ring, {@link io.culvert.stage.RingSourceStage} pushes what it reads from one.
 */
package io.culvert.stage;
