/**
 * Removes rings that are no longer of use, and what killed processes left beside them. Internal:
 * users see {@link io.culvert.peer.sweep.SweepReport} only.
 */
package io.culvert.peer.sweep;
