package io.culvert.ring;

import java.util.OptionalLong;
import java.util.UUID;

/**
 * Where a writer goes on: what it has found in the ring when it was attached.
 *
 * @param ringId names the ring for ever; another one than before means that nothing of what was
 *     published there is in this ring
 * @param position behind the last published frame, bytes since the ring was created. Of a message
 *     larger than the ring, whose writer has died half-way, it is inside: its reader drops that
 *     message
 * @param token the token of the last published message that carried one; empty when none has
 */
public record ResumePoint(UUID ringId, long position, OptionalLong token) {}
