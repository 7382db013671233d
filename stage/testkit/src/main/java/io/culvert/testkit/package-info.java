/**
 * Test kit for streams that begin or end at a ring. The JUnit 5 extension {@link
 * io.culvert.testkit.CulvertTest} gives each test a {@link io.culvert.testkit.CulvertTestKit},
 * whose peers take the other role at a ring and simulate faults.
 *
 * <p>It is the {@code test-jar} of {@code culvert-stage}. Its user adds {@code junit-jupiter-api}
 * and {@code pekko-stream-testkit} in the version of the user's Pekko.
 */
package io.culvert.testkit;
