/**
 * Test kit for streams that begin or end at a ring, for any test framework. A {@link
 * io.culvert.testkit.CulvertTestKit} has peers that take the other role at a ring and simulate
 * faults, and a check for leaks. With JUnit 5, {@link io.culvert.testkit.junit.CulvertTest} gives
 * each test a kit of its own.
 */
package io.culvert.testkit;
