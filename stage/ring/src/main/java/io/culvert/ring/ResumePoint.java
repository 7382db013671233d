package io.culvert.ring;

import java.util.OptionalLong;
import java.util.UUID;

/**
 * The point at which a writer continues, as it found it in the ring when it was attached.
 *
 * @param ringId identifies the ring forever; if it differs from an earlier one, this ring holds
 *     nothing of what was published in the earlier ring
 * @param position the end of the last published frame, bytes since the ring was created; inside a
 *     message if that is larger than the ring and its writer died, and then the reader drops it
 * @param token the token of the last published message that carried one; empty if none did
 */
public record ResumePoint(UUID ringId, long position, OptionalLong token) {}
