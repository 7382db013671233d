package io.culvert.peer;

import io.culvert.ring.RoleState;
import io.culvert.ring.Signals;
import java.util.concurrent.locks.LockSupport;

/** Checks that a predecessor has stopped its heartbeat before its role is taken. */
final class Takeover {

  private static final long LOOK_NANOS = Conductor.BEAT_NANOS;

  /** The number of successive reads of an unchanged heartbeat that show that it has stopped. */
  private static final int SILENT_LOOKS = 4;

  private static final int LOOKS = 14;
  /** The heartbeat word of a plain thread, which keeps none. */
  static final long NO_HEARTBEAT = 0;

  private Takeover() {}

  /**
   * Waits on the caller's thread until the heartbeat has stopped, for a bounded time.
   *
   * @return false if the predecessor still has a heartbeat
   */
  static boolean awaitSilence(Signals signals) {
    long beat = signals.ownBeat();
    int silent = 0;
    for (int looks = 0; looks < LOOKS && silent < SILENT_LOOKS; looks++) {
      if (signals.ownState() != RoleState.ATTACHED || beat == NO_HEARTBEAT) {
        return true; // the predecessor left by itself, or is a plain thread
      }
      nap();
      long found = signals.ownBeat();
      silent = found == beat ? silent + 1 : 0;
      beat = found;
    }
    return silent >= SILENT_LOOKS;
  }

  /** Waits for the full time, even if the thread is interrupted. */
  private static void nap() {
    long end = System.nanoTime() + LOOK_NANOS;
    for (long rest = LOOK_NANOS; rest > 0; rest = end - System.nanoTime()) {
      LockSupport.parkNanos(rest);
    }
  }
}
