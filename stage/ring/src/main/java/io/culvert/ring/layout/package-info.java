/**
 * Offsets, lengths and values of the words in a ring's file. Internal: users see {@link
 * io.culvert.ring.layout.StreamFailure} and {@link io.culvert.ring.layout.RoleStatus} only.
 */
package io.culvert.ring.layout;
