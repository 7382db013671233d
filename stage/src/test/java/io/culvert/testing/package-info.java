/** What several tests need: second JVMs, waiting for conditions, elements that can be checked. */
package io.culvert.testing;
