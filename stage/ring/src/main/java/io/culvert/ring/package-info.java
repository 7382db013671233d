/**
 * The ring, independent of Pekko: a mapped file that one thread writes and another thread reads, in
 * one JVM or in two. Begin with {@link io.culvert.ring.file.MappedRing}. {@link
 * io.culvert.ring.layout.RingDescriptor} describes the file.
 */
package io.culvert.ring;
