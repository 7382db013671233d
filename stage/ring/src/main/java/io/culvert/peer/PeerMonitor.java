package io.culvert.peer;

import io.culvert.conductor.Conductor;
import io.culvert.ring.layout.RoleStatus;
import io.culvert.ring.memory.ControlWords;
import java.io.IOException;
import java.util.concurrent.TimeUnit;

/**
 * The state of the peer. Only a free lock shows that the peer's process is gone, because only the
 * kernel frees it. The heartbeat shows when it is worth probing the lock, and must have stopped,
 * too. Time alone never declares a peer dead.
 *
 * <p>Time is counted in this side's own heartbeats: if this process itself was stopped, it must not
 * conclude that the peer was silent meanwhile.
 */
final class PeerMonitor {

  /** The number of heartbeats without a sign of life before the lock is probed. */
  private static final int SILENT_HEARTBEATS = 3;

  /** The number of heartbeats from one probe of a silent peer to the next. */
  private static final int PROBE_HEARTBEATS = 10;

  private final ControlWords controlWords;
  private final Probe probe;
  private final PeerTimeouts timeouts;
  private final long statusAtBegin;

  // The conductor's thread only.
  private long status;
  private long heartbeat;
  private int silentHeartbeats;
  private boolean seenAlive;
  private boolean dead;
  private long sinceNanos;

  // Written by the conductor, read by any thread.
  private volatile PeerState state = PeerState.AWAITED;

  /** LOST or AWAITED, whichever timed out last. Written before {@link #overdue}. */
  private volatile PeerState timedOutState = PeerState.AWAITED;

  private volatile boolean overdue;

  /** Probes the peer's lock. */
  interface Probe {
    boolean isRoleFree() throws IOException;
  }

  PeerMonitor(ControlWords controlWords, Probe probe, PeerTimeouts timeouts, long nowNanos) {
    this.controlWords = controlWords;
    this.probe = probe;
    this.timeouts = timeouts;
    this.statusAtBegin = controlWords.peerStatus();
    this.status = statusAtBegin;
    this.heartbeat = controlWords.peerHeartbeat();
    this.sinceNanos = nowNanos;
  }

  PeerState state() {
    return state;
  }

  /** Returns whether the peer is attached and not a plain thread, so that it has a lock. */
  boolean isWatched() {
    return heartbeat != ControlWords.NO_HEARTBEAT
        && (state == PeerState.ATTACHED || state == PeerState.STALLED);
  }

  /**
   * Returns whether the peer, or a successor of it, has timed out. For a caller that has nothing
   * left to do without it.
   */
  boolean isOverdue() {
    return overdue;
  }

  /**
   * Returns the state of the peer when it last timed out. Kept so that the caller reports the cause
   * of the timeout even if a successor has attached since.
   */
  PeerState overdueState() {
    return timedOutState;
  }

  /**
   * Notes that the peer sent something after this side attached. So it is no former peer, even if
   * this side never sees its heartbeat move.
   */
  void onSignOfLife() {
    seenAlive = true;
  }

  /**
   * Notes that the connection has ended, so that the lock is probed at the next heartbeat, unless
   * there is another sign of life. Also if it was probed just before: the kernel may end the
   * connections of a dying process only after that probe.
   */
  void onDisconnect() {
    if (silentHeartbeats >= SILENT_HEARTBEATS) {
      silentHeartbeats = SILENT_HEARTBEATS - 1;
    }
  }

  /** Checks the peer at each heartbeat; true if it has timed out, so that the stage must run. */
  boolean onHeartbeat(long nowNanos) throws IOException {
    readSigns();
    PeerState found = judge();
    if (found != state
        || silentHeartbeats == 0) { // or a peer came and left since the last heartbeat
      state = found;
      sinceNanos = nowNanos;
    }
    boolean wasOverdue = overdue;
    boolean isOverdue = nowNanos - sinceNanos >= limitNanos(found);
    if (isOverdue) {
      timedOutState = found;
    }
    overdue = isOverdue;
    return isOverdue && !wasOverdue;
  }

  private void readSigns() {
    long foundStatus = controlWords.peerStatus();
    long foundHeartbeat = controlWords.peerHeartbeat();
    boolean moved = foundHeartbeat != heartbeat;
    if (foundStatus != status || moved) {
      silentHeartbeats = 0;
      dead = false;
    } else {
      silentHeartbeats++;
    }
    seenAlive |= moved && foundHeartbeat != ControlWords.NO_HEARTBEAT;
    status = foundStatus;
    heartbeat = foundHeartbeat;
  }

  private PeerState judge() throws IOException {
    RoleStatus role = ControlWords.stateOf(status);
    boolean former = status == statusAtBegin && !seenAlive;
    if (role == RoleStatus.ATTACHED) {
      return attached(former);
    }
    if (former || role == null || role == RoleStatus.ABSENT) {
      return PeerState.AWAITED;
    }
    return role == RoleStatus.DETACHED ? PeerState.LOST : PeerState.ENDED;
  }

  /** A peer without a heartbeat is a plain thread: whether it lives cannot be determined. */
  private PeerState attached(boolean former) throws IOException {
    if (heartbeat == ControlWords.NO_HEARTBEAT) {
      return PeerState.ATTACHED;
    }
    if (!dead
        && silentHeartbeats >= SILENT_HEARTBEATS
        && (silentHeartbeats - SILENT_HEARTBEATS) % PROBE_HEARTBEATS == 0) {
      dead = probe.isRoleFree();
      seenAlive |= !dead;
    }
    if (dead) {
      return former ? PeerState.AWAITED : PeerState.LOST;
    }
    boolean stalled =
        silentHeartbeats * Conductor.HEARTBEAT_NANOS
            >= TimeUnit.NANOSECONDS.convert(timeouts.stallAfter());
    return stalled ? PeerState.STALLED : PeerState.ATTACHED;
  }

  private long limitNanos(PeerState found) {
    switch (found) {
      case AWAITED:
        return TimeUnit.NANOSECONDS.convert(timeouts.attachTimeout());
      case LOST:
        return TimeUnit.NANOSECONDS.convert(timeouts.peerTimeout());
      default:
        return Long.MAX_VALUE;
    }
  }
}
