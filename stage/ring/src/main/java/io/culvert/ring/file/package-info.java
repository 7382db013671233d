/** The file of a ring: its directory, creation, mapping, header, inspection and deletion. */
package io.culvert.ring.file;
