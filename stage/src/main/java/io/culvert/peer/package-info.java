/**
 * INTERNAL API. Roles at a ring and their locks, and the conductor: the one thread of an actor
 * system that waits for the other sides of its rings.
 */
package io.culvert.peer;
