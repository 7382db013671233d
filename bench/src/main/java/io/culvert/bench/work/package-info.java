/** The work that every contender does: payloads, and their check. */
package io.culvert.bench.work;
