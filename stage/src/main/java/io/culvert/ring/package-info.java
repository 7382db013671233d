/**
 * The ring itself, free of Pekko: a mapped file that one thread writes and another one reads, in
 * one JVM or in two. Begin with {@link io.culvert.ring.RingFile}; {@link
 * io.culvert.ring.RingLayout} describes the file.
 */
package io.culvert.ring;
