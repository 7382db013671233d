/** Roles at a ring, and the file locks that give each role to one process at a time. Internal. */
package io.culvert.peer.lock;
