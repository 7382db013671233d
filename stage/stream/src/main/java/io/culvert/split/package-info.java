/**
 * Graphs whose parts run together or in several JVMs: their structure, their drawings and their
 * execution. Internal: {@code io.culvert.javadsl.Split} is the API.
 */
package io.culvert.split;
