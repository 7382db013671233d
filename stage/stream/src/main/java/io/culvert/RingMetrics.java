package io.culvert;

import io.culvert.peer.PeerState;

/**
 * Snapshot of one side of a ring. It may be a little out of date.
 *
 * @param elements number of elements that a sink published or a source emitted
 * @param position position after the last of them, in bytes since the ring was created
 * @param backlogBytes number of bytes published but not released at this side's last check
 * @param parkings how often the stage had nothing to do and gave its thread back
 * @param peer state of the peer
 * @param doorbell whether the peer can wake this side. If not (no peer is attached, it is a plain
 *     thread, or there is no socket), this side polls at short intervals.
 */
public record RingMetrics(
    long elements,
    long position,
    long backlogBytes,
    long parkings,
    PeerState peer,
    boolean doorbell) {}
