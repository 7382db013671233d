/** The command line. */
package io.culvert.bench.cli;
