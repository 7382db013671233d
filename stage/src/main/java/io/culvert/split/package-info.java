/**
 * INTERNAL API. Graphs whose parts run together or in several JVMs: their structure, their
 * drawings and their execution. {@code io.culvert.javadsl.Split} is the API.
 */
package io.culvert.split;
