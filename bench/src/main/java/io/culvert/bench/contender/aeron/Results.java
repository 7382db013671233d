package io.culvert.bench.contender.aeron;

import io.aeron.Publication;

/** Tells refusals that pass from those that do not. */
final class Results {

  private Results() {}

  /** Returns whether to try again: the receiver is slow, or not connected yet. */
  static boolean isRefusal(long result) {
    if (result == Publication.CLOSED || result == Publication.MAX_POSITION_EXCEEDED) {
      throw new IllegalStateException("publication is closed or exhausted: result=" + result);
    }
    return result < 0;
  }
}
