/**
 * For tests of one's own streams that begin or end at a ring: the JUnit 5 extension {@link
 * io.culvert.testkit.CulvertTest}, which hands a {@link io.culvert.testkit.CulvertTestKit} to each
 * test, and the peers of the kit, which play the other side of a ring and fail when they are told
 * to.
 *
 * <p>It is the {@code test-jar} of {@code culvert-stage}. Beside that it needs, from the user,
 * {@code junit-jupiter-api} (tested with 5.14) and {@code pekko-stream-testkit} in the version of
 * his Pekko.
 */
package io.culvert.testkit;
