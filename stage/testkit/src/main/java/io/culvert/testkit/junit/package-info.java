/** JUnit 5 extension of the test kit. Its user adds {@code junit-jupiter-api}. */
package io.culvert.testkit.junit;
