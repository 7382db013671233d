/**
 * The parts that the stages of one actor system share: the conductor, the dispatcher on its thread,
 * the registry of running stages, and their reaction to the coordinated shutdown. Internal.
 */
package io.culvert.stage.system;
