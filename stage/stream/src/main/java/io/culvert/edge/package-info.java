/**
 * Edges inside one JVM: the stages of both halves, and the queue between them. Internal: {@code
 * io.culvert.javadsl.Edge} creates them.
 */
package io.culvert.edge;
