/**
 * A hot path: an expensive stage gets a thread of its own. Begin with {@link
 * io.culvert.examples.hotpath.HotPath}.
 */
package io.culvert.examples.hotpath;
