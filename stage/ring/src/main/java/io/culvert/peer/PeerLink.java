package io.culvert.peer;

import io.culvert.annotation.InternalApi;
import io.culvert.conductor.ConductorTask;
import io.culvert.exceptions.AttachTimeoutException;
import io.culvert.exceptions.CulvertException;
import io.culvert.exceptions.PeerTerminatedException;
import io.culvert.exceptions.RingReplacedException;
import io.culvert.exceptions.RingStorageException;
import io.culvert.peer.doorbell.Doorbell;
import io.culvert.peer.lock.Role;
import io.culvert.peer.lock.RoleLock;
import io.culvert.peer.lock.RoleLocks;
import io.culvert.ring.file.MappedRing;
import io.culvert.ring.memory.ControlWords;
import io.culvert.ring.memory.TruncatedMapping;
import java.io.IOException;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/**
 * One side's link to its peer, while it is attached to a ring: its wait point and its doorbell, its
 * own heartbeat, and the monitor of the peer.
 *
 * <p>The stage uses the wait point, signals the peer, and asks for the peer's state. Everything
 * else is for the conductor's thread.
 */
@InternalApi
public final class PeerLink implements ConductorTask, Doorbell.Listener {

  /** The number of heartbeats from one check of the file's length to the next. */
  private static final int LENGTH_HEARTBEATS = 50;

  private final PeerContext context;
  private final Place place;
  private final ControlWords controlWords;
  private final WaitPoint waitPoint;
  private final Doorbell doorbell;
  private final PeerMonitor monitor;
  private final WaitStrategy strategy;
  private final long spinNanos;
  private final PeerTimeouts timeouts;

  private final DirectoryWatch directory;
  private long seenGeneration;
  private int heartbeats;
  private boolean probeReported;

  /** Written by the stage when it has found nothing more to do. */
  private volatile long spinEndNanos;

  /** Why the ring is lost; null while it is not. */
  private volatile CulvertException loss;

  /** A ring, the lock of a role at it, and the address of that role. */
  record Place(MappedRing ring, RoleLock lock, Doorbell.Address address) {
    boolean isTaken() {
      return lock.isInPlace() && ring.isInPlace();
    }
  }

  /**
   * A policy for waiting.
   *
   * @param strategy how the stage waits
   * @param spinDuration with SPIN, how long the conductor polls without a pause
   * @param timeouts how long this side waits for the peer
   */
  public record WaitPolicy(WaitStrategy strategy, Duration spinDuration, PeerTimeouts timeouts) {

    /** Returns at most half of the range of a long, because it is added to times. */
    long spinNanos() {
      return Math.min(TimeUnit.NANOSECONDS.convert(spinDuration), Long.MAX_VALUE / 2);
    }
  }

  /** Creates a link once the role is taken. For the conductor's thread only. */
  PeerLink(
      PeerContext context,
      Place place,
      WaitPolicy waitPolicy,
      BooleanSupplier ready,
      Runnable wake) {
    this.context = context;
    this.place = place;
    this.strategy = waitPolicy.strategy();
    this.spinNanos = waitPolicy.spinNanos();
    this.timeouts = waitPolicy.timeouts();
    Role role = place.address().role();
    this.controlWords = begin(place.ring(), role);
    this.waitPoint = new WaitPoint(controlWords, ready, wake, strategy, this::onArmed);
    this.monitor =
        new PeerMonitor(
            controlWords,
            () ->
                RoleLocks.isFree(place.address().directory(), place.address().name(), role.other()),
            timeouts,
            System.nanoTime());
    this.directory = context.watch(place.address().directory().path());
    this.doorbell = openDoorbell();
    context.localWaitPoints().add(ringId(), role, waitPoint);
  }

  private Doorbell openDoorbell() {
    try {
      return Doorbell.of(context.conductor(), place.address(), this);
    } catch (RuntimeException e) { // the conductor has ended
      controlWords.close();
      throw e;
    }
  }

  private static ControlWords begin(MappedRing ring, Role role) {
    ControlWords controlWords = role.controlWords(ring);
    try {
      controlWords.unpark(); // a predecessor may have been killed while it was parked
      controlWords.heartbeat();
      TruncatedMapping.throwPending();
      return controlWords;
    } catch (InternalError e) {
      controlWords.close();
      throw e;
    }
  }

  /** {@return the wait point of the stage} */
  public WaitPoint waitPoint() {
    return waitPoint;
  }

  /** {@return the id of the ring} */
  public UUID ringId() {
    return place.address().ringId();
  }

  /**
   * Wakes the peer if it waits for a position that this side has reached. The stage calls this
   * after each store of a position.
   *
   * @param reached the position that was stored
   */
  public void signalPeer(long reached) {
    if (controlWords.claimWakeUp(reached)) {
      WaitPoint localPeer = localPeer();
      if (localPeer == null) {
        doorbell.signal();
      } else {
        localPeer.fire();
      }
    }
  }

  private WaitPoint localPeer() {
    return context.localWaitPoints().find(ringId(), place.address().role().other());
  }

  /**
   * Returns the state of the peer. For any thread.
   *
   * @return the state, a few heartbeats old at most
   */
  public PeerState peerState() {
    return monitor.state();
  }

  /**
   * Returns whether waiting is useless: the ring is lost, or the peer has timed out. For any
   * thread.
   *
   * @return true if a stage that cannot proceed without the peer should fail
   */
  public boolean cannotProceed() {
    return loss != null || monitor.isOverdue();
  }

  /** {@return why waiting is useless: the exception that the stage should fail with} */
  public CulvertException failure() {
    CulvertException lost = loss;
    if (lost != null) {
      return lost;
    }
    String file = place.ring().path().toString();
    String other = place.address().role().other().toString();
    return monitor.overdueState() == PeerState.LOST
        ? new PeerTerminatedException(other, timeouts.peerTimeout(), file)
        : new AttachTimeoutException(other, timeouts.attachTimeout(), file, place.ring().fileKey());
  }

  /**
   * Returns whether the ring is lost: its path names another file, or a part of its memory is gone.
   * For any thread.
   *
   * @return true if a stage should fail even if it could proceed by itself
   */
  public boolean isRingLost() {
    return loss != null;
  }

  /**
   * Checks that the ring's memory may be accessed. A read of a lost page returns garbage, and a
   * write to it has no effect. The loss is known soon, not at once. For any thread.
   *
   * @throws RingStorageException if another process has truncated the file
   */
  public void requirePages() {
    if (loss instanceof RingStorageException truncated) {
      throw truncated;
    }
  }

  /**
   * Returns whether the peer can wake this side. For any thread.
   *
   * @return false while the conductor has to poll
   */
  public boolean isReachable() {
    return doorbell.isConnected() || localPeer() != null;
  }

  /** Runs on the stage's thread. */
  private void onArmed() {
    if (strategy == WaitStrategy.SPIN) {
      spinEndNanos = System.nanoTime() + spinNanos;
    }
    if (strategy == WaitStrategy.SPIN || !isReachable()) {
      context.conductor().wakeup(); // it may poll at longer intervals by now, or not at all
    }
  }

  @Override
  public boolean needsPolling(long nowNanos) {
    return waitPoint.isArmed() && (isSpinning(nowNanos) || !isReachable());
  }

  @Override
  public boolean isSpinning(long nowNanos) {
    return strategy == WaitStrategy.SPIN && nowNanos - spinEndNanos < 0;
  }

  @Override
  public boolean poll(long nowNanos) {
    if (!waitPoint.isArmed()) {
      return false;
    }
    if (strategy == WaitStrategy.SPIN && !isSpinning(nowNanos)) {
      // Raise the flag, then poll once more: for what the peer stored before it could see the
      // flag, it sent no wake-up.
      return runStep(waitPoint::parkAndPoll);
    } else if (strategy != WaitStrategy.SPIN && isReachable()) {
      return false;
    }
    return runStep(waitPoint::poll);
  }

  @Override
  public void check() {
    runStep(waitPoint::poll);
  }

  @Override
  public void onHeartbeat(long nowNanos) {
    runStep(() -> heartbeat(nowNanos));
  }

  private boolean heartbeat(long nowNanos) {
    controlWords.heartbeat();
    heartbeats++;
    boolean overdue = checkPeer(nowNanos);
    if (!doorbell.isConnected() && monitor.state() == PeerState.ATTACHED && localPeer() == null) {
      doorbell.onHeartbeat();
    }
    TruncatedMapping.throwPending();
    checkPlace(nowNanos);
    return overdue && waitPoint.fire();
  }

  /** If the lock cannot be probed, assumes that it is held. */
  private boolean checkPeer(long nowNanos) {
    try {
      return monitor.onHeartbeat(nowNanos);
    } catch (IOException e) {
      if (!probeReported) {
        probeReported = true;
        context.conductor().reportError(e);
      }
      return false;
    }
  }

  /**
   * Checks that files and ring are in place. Creating or deleting a file changes the modification
   * time of its directory. Truncating one does not, so the length is checked separately.
   */
  private void checkPlace(long nowNanos) {
    long generation = directory.generation(nowNanos);
    if (loss == null && generation != seenGeneration) {
      seenGeneration = generation;
      if (isPlaceLost() && !isRingDone()) {
        loseRing(new RingReplacedException(place.ring().path().toString()));
      }
    }
    if (loss == null && heartbeats % LENGTH_HEARTBEATS == 0 && place.ring().isInPlace()) {
      place.ring().requireWhole();
    }
  }

  /**
   * Runs a step of this link on the conductor's thread. If the step fails, the ring is lost and its
   * stage fails. The conductor continues, for the other rings.
   */
  private boolean runStep(BooleanSupplier step) {
    if (loss instanceof RingStorageException) {
      return false; // no page is accessed any more
    }
    try {
      return step.getAsBoolean();
    } catch (CulvertException e) {
      loseRing(e);
    } catch (InternalError e) {
      loseRing(RingStorageException.pageLost(place.ring().path().toString(), e));
    }
    return true;
  }

  private void loseRing(CulvertException why) {
    loss = why;
    waitPoint.wakeAnyway();
  }

  /**
   * Returns whether this side has lost its file or its lock file. The ring is also lost if the lock
   * file of an attached peer is gone: its liveness cannot be checked any more, and a successor
   * would lock a different file.
   */
  private boolean isPlaceLost() {
    Doorbell.Address address = place.address();
    return !place.isTaken()
        || (monitor.isWatched()
            && !RoleLocks.isKnown(address.directory(), address.name(), address.role().other()));
  }

  /** A reader that is done with a ring deletes it: that is the end of the ring, not its loss. */
  private boolean isRingDone() {
    return place.ring().readerState().isDone();
  }

  @Override
  public void onSignal() {
    monitor.onSignOfLife();
    runStep(waitPoint::onByte);
  }

  @Override
  public void onDisconnect() {
    monitor.onDisconnect();
    runStep(waitPoint::onByte); // a byte may have been lost with the connection
  }

  /**
   * Removes the wait point, so that no peer in this JVM wakes the stage any more. The role ends
   * next.
   */
  void leave() {
    context.localWaitPoints().remove(ringId(), place.address().role(), waitPoint);
  }

  /** Wakes the peer after the role has ended, whatever it waits for, and closes the doorbell. */
  void close() throws IOException {
    try (controlWords;
        doorbell) {
      signalPeer(ControlWords.NO_POSITION);
    }
  }
}
