package io.culvert;

/**
 * What one side of a ring has done so far, as its stage has last seen it.
 *
 * @param elements elements published by a sink, or handed downstream by a source
 * @param position position behind the last of them, bytes since the ring was created
 * @param backlogBytes bytes published and not released when this side last looked
 * @param parkings how often the stage found nothing to do and let its thread go
 * @param peer what is known of the other side
 * @param doorbell whether the other side can wake this one; while it cannot (nobody is there, it is
 *     a plain thread, or there is no socket), this side looks at intervals of up to 10 ms
 */
public record RingMetrics(
    long elements,
    long position,
    long backlogBytes,
    long parkings,
    PeerState peer,
    boolean doorbell) {}
