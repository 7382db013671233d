/** Plain threads over a Unix domain socket. */
package io.culvert.bench.contender.socket;
