/**
 * The parts that the stages of one actor system share: the conductor, the registry of running
 * stages, and their reaction to its coordinated shutdown. Internal.
 */
package io.culvert.stage.system;
