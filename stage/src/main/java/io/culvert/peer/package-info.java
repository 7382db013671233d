/**
 * INTERNAL API. Roles at a ring with their locks, heartbeats and doorbells, and the conductor:
 * the one thread of an actor system that waits for the peers of its rings.
 */
package io.culvert.peer;
