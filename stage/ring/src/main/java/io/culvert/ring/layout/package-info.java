/**
 * Offsets, lengths and values of the words in a ring's file. Internal: users see {@link
 * io.culvert.ring.layout.StreamFailure} only.
 */
package io.culvert.ring.layout;
