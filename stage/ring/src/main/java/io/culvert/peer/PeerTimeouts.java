package io.culvert.peer;

import io.culvert.annotation.InternalApi;
import java.time.Duration;

/**
 * Timeouts of one side of a ring for its peer.
 *
 * @param peerTimeout how long to wait for a successor of a peer that left without an end
 * @param attachTimeout how long to wait for the first peer
 * @param stallAfter how long a peer shows no sign of life until it counts as stalled
 */
@InternalApi
public record PeerTimeouts(Duration peerTimeout, Duration attachTimeout, Duration stallAfter) {}
