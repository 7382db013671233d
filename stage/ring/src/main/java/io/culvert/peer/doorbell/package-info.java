/**
 * The doorbell: a socket beside the ring, by which one process wakes another. It carries no data.
 * Internal.
 */
package io.culvert.peer.doorbell;
