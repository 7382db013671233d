package io.culvert.peer.lock;

import io.culvert.annotation.InternalApi;
import io.culvert.conductor.Conductor;
import io.culvert.ring.layout.RoleStatus;
import io.culvert.ring.memory.ControlWords;
import java.util.concurrent.locks.LockSupport;

/** Checks that a predecessor has stopped its heartbeat before its role is taken. */
@InternalApi
public final class StaleOwner {

  private static final long CHECK_NANOS = Conductor.HEARTBEAT_NANOS;

  /** The number of successive reads of an unchanged heartbeat that show that it has stopped. */
  private static final int SILENT_CHECKS = 4;

  private static final int CHECKS = 14;

  private StaleOwner() {}

  /**
   * Waits on the caller's thread until the heartbeat has stopped, for a bounded time.
   *
   * @return false if the predecessor still has a heartbeat
   */
  public static boolean awaitNoHeartbeat(ControlWords controlWords) {
    long heartbeat = controlWords.ownHeartbeat();
    int silent = 0;
    for (int spins = 0; spins < CHECKS && silent < SILENT_CHECKS; spins++) {
      if (controlWords.ownState() != RoleStatus.ATTACHED
          || heartbeat == ControlWords.NO_HEARTBEAT) {
        return true; // the predecessor left by itself, or is a plain thread
      }
      pause();
      long found = controlWords.ownHeartbeat();
      silent = found == heartbeat ? silent + 1 : 0;
      heartbeat = found;
    }
    return silent >= SILENT_CHECKS;
  }

  /** Waits for the full time, even if the thread is interrupted. */
  private static void pause() {
    long end = System.nanoTime() + CHECK_NANOS;
    for (long rest = CHECK_NANOS; rest > 0; rest = end - System.nanoTime()) {
      LockSupport.parkNanos(rest);
    }
  }
}
