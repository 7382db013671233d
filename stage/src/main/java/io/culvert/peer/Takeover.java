package io.culvert.peer;

import io.culvert.ring.RoleState;
import io.culvert.ring.Signals;
import java.util.concurrent.locks.LockSupport;

/** Makes sure that a predecessor is silent before its role is taken. */
final class Takeover {

  private static final long LOOK_NANOS = Conductor.BEAT_NANOS;

  /** So many looks at an unchanged beat: more than 300 ms. */
  private static final int SILENT_LOOKS = 4;

  private static final int LOOKS = 14;
  private static final long NO_BEAT = 0;

  private Takeover() {}

  /**
   * Waits, at most about a second, on the caller's thread.
   *
   * @return false when the predecessor is not silent
   */
  static boolean awaitSilence(Signals signals) {
    long beat = signals.ownBeat();
    int silent = 0;
    for (int looks = 0; looks < LOOKS && silent < SILENT_LOOKS; looks++) {
      if (signals.ownState() != RoleState.ATTACHED || beat == NO_BEAT) {
        return true; // it has given the role up itself, or nobody ever kept a beat
      }
      nap();
      long found = signals.ownBeat();
      silent = found == beat ? silent + 1 : 0;
      beat = found;
    }
    return silent >= SILENT_LOOKS;
  }

  /** As long as it should be, also on a thread that is interrupted. */
  private static void nap() {
    long end = System.nanoTime() + LOOK_NANOS;
    for (long rest = LOOK_NANOS; rest > 0; rest = end - System.nanoTime()) {
      LockSupport.parkNanos(rest);
    }
  }
}
