package io.culvert.peer;

import io.culvert.PeerState;
import io.culvert.ring.RoleState;
import io.culvert.ring.Signals;
import java.io.IOException;
import java.util.concurrent.TimeUnit;

/**
 * What has become of the other side. Its lock alone says that its process is gone, because only the
 * kernel frees it; the beat says when it is worth asking for the lock, and must have stopped, too.
 * No time that passes makes anybody dead.
 *
 * <p>Time is counted in this side's own beats: when this process was stopped itself, it must not
 * find that the other one was silent meanwhile.
 */
final class PeerWatch {

  /** So many beats without a sign of life before the lock is asked for: more than 300 ms. */
  private static final int SILENT_BEATS = 3;

  /** A silent side whose lock is held is asked for it again after so many beats: a second. */
  private static final int PROBE_BEATS = 10;

  private static final long NO_BEAT = 0;

  private final Signals signals;
  private final Probe probe;
  private final Patience patience;
  private final long statusAtBegin;

  // The conductor's thread only.
  private long status;
  private long beat;
  private int silentBeats;
  private boolean seenAlive;
  private boolean dead;
  private long sinceNanos;

  // Written by the conductor, read by anybody.
  private volatile PeerState state = PeerState.AWAITED;

  /** What was waited for in vain last, lost or awaited; written before it is overdue. */
  private volatile PeerState vain = PeerState.AWAITED;

  private volatile boolean overdue;

  /** Asks for the other side's lock. */
  interface Probe {
    boolean isRoleFree() throws IOException;
  }

  PeerWatch(Signals signals, Probe probe, Patience patience, long nowNanos) {
    this.signals = signals;
    this.probe = probe;
    this.patience = patience;
    this.statusAtBegin = signals.peerStatus();
    this.status = statusAtBegin;
    this.beat = signals.peerBeat();
    this.sinceNanos = nowNanos;
  }

  PeerState state() {
    return state;
  }

  /** Whether the other side is there, and is no plain thread: its lock may be asked for. */
  boolean isWatched() {
    return beat != NO_BEAT && (state == PeerState.ATTACHED || state == PeerState.STALLED);
  }

  /**
   * Whether the time is over for which the other side, or a successor of it, is waited for. Only
   * who has nothing left to do without it should ask.
   */
  boolean isOverdue() {
    return overdue;
  }

  /**
   * What the other side was when the time was over last. Who has found it overdue and asks why is
   * not told of a successor that has come in between.
   */
  PeerState overdueState() {
    return vain;
  }

  /**
   * The other side has said something since this one is here. So it has come, though its beat may
   * not have been seen moving before it dies.
   */
  void onSignOfLife() {
    seenAlive = true;
  }

  /**
   * The connection has ended: ask for the lock at the next beat, if there is no other sign. Also
   * when it was asked for just before: a process that is going gives up its locks before its
   * connections end.
   */
  void onHangUp() {
    if (silentBeats >= SILENT_BEATS) {
      silentBeats = SILENT_BEATS - 1;
    }
  }

  /** At each beat; true when the stage should look because the other side has become overdue. */
  boolean onBeat(long nowNanos) throws IOException {
    readSigns();
    PeerState found = judge();
    if (found != state || silentBeats == 0) { // somebody may have come and gone since the last beat
      state = found;
      sinceNanos = nowNanos;
    }
    boolean wasOverdue = overdue;
    boolean isOverdue = nowNanos - sinceNanos >= limitNanos(found);
    if (isOverdue) {
      vain = found;
    }
    overdue = isOverdue;
    return isOverdue && !wasOverdue;
  }

  private void readSigns() {
    long foundStatus = signals.peerStatus();
    long foundBeat = signals.peerBeat();
    boolean moved = foundBeat != beat;
    if (foundStatus != status || moved) {
      silentBeats = 0;
      dead = false;
    } else {
      silentBeats++;
    }
    seenAlive |= moved && foundBeat != NO_BEAT;
    status = foundStatus;
    beat = foundBeat;
  }

  private PeerState judge() throws IOException {
    RoleState role = Signals.stateOf(status);
    boolean former = status == statusAtBegin && !seenAlive;
    if (role == RoleState.ATTACHED) {
      return attached(former);
    }
    if (former || role == null || role == RoleState.ABSENT) {
      return PeerState.AWAITED;
    }
    return role == RoleState.DETACHED ? PeerState.LOST : PeerState.ENDED;
  }

  /** Whoever keeps no beat is a plain thread: nothing can be told about it. */
  private PeerState attached(boolean former) throws IOException {
    if (beat == NO_BEAT) {
      return PeerState.ATTACHED;
    }
    if (!dead && silentBeats >= SILENT_BEATS && (silentBeats - SILENT_BEATS) % PROBE_BEATS == 0) {
      dead = probe.isRoleFree();
      seenAlive |= !dead;
    }
    if (dead) {
      return former ? PeerState.AWAITED : PeerState.LOST;
    }
    boolean stalled =
        silentBeats * Conductor.BEAT_NANOS >= TimeUnit.NANOSECONDS.convert(patience.stallAfter());
    return stalled ? PeerState.STALLED : PeerState.ATTACHED;
  }

  private long limitNanos(PeerState found) {
    switch (found) {
      case AWAITED:
        return TimeUnit.NANOSECONDS.convert(patience.attachTimeout());
      case LOST:
        return TimeUnit.NANOSECONDS.convert(patience.peerTimeout());
      default:
        return Long.MAX_VALUE;
    }
  }
}
