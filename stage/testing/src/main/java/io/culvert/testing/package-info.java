/** Shared test fixtures: child JVMs, waiting for conditions, elements that can be checked. */
package io.culvert.testing;
