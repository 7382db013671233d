package io.culvert.peer;

import java.time.Duration;

/**
 * INTERNAL API. How long one side of a ring waits for the other.
 *
 * @param peerTimeout for a successor of one that went without an end
 * @param attachTimeout for one that has never come
 * @param stallAfter until one without a sign of life counts as stalled
 */
public record Patience(Duration peerTimeout, Duration attachTimeout, Duration stallAfter) {}
