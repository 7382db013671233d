/** What is compared, each behind the same small interface. */
package io.culvert.bench.contender;
