/** Tests of the test kit, from outside, where its users are; the published jar is without them. */
package io.culvert.testkit.tests;
