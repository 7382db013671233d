/**
 * The contenders of the bench. {@link io.culvert.bench.contender.Contenders} lists them; the
 * subpackages hold them, one for each library that a contender uses.
 */
package io.culvert.bench.contender;
