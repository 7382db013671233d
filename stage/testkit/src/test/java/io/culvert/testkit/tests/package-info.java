/**
 * Tests of the test kit from another package, as its users see it; they are not in the published
 * jar.
 */
package io.culvert.testkit.tests;
