/**
 * One side of a ring and its peer: how a side takes its role and gives it back, how it waits, and
 * what it knows of the peer. Internal: users see {@link io.culvert.peer.PeerState} and {@link
 * io.culvert.peer.WaitStrategy} only.
 */
package io.culvert.peer;
