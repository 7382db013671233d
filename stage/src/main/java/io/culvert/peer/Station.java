package io.culvert.peer;

import io.culvert.AttachTimeoutException;
import io.culvert.CulvertException;
import io.culvert.PeerState;
import io.culvert.PeerTerminatedException;
import io.culvert.RingReplacedException;
import io.culvert.RingStorageException;
import io.culvert.WaitMode;
import io.culvert.ring.LostPages;
import io.culvert.ring.RingFile;
import io.culvert.ring.Signals;
import java.io.IOException;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/**
 * INTERNAL API. What a conductor keeps going for one side of one ring while it is attached: its
 * wait point and its doorbell, its own beat, and the watch over the other side.
 *
 * <p>The stage uses the wait point, rings, and asks what is known of the other side; everything
 * else is for the conductor's thread.
 */
public final class Station implements ConductorTask, Doorbell.Listener {

  /** The file's length is looked at once in so many beats: five seconds. */
  private static final int LENGTH_BEATS = 50;

  private final PeerContext context;
  private final Place place;
  private final Signals signals;
  private final WaitPoint waitPoint;
  private final Doorbell doorbell;
  private final PeerWatch watch;
  private final WaitMode mode;
  private final long spinNanos;
  private final Patience patience;

  private final DirectoryWatch directory;
  private long seenGeneration;
  private int beats;
  private boolean probeReported;

  /** Written by the stage: it has just come to the end of what there was. */
  private volatile long spinEndNanos;

  /** Why the ring is of no use any more; null while it is. */
  private volatile CulvertException loss;

  /** Where the station is: the ring, and the lock of its role at it. */
  record Place(RingFile ring, RoleLock lock, Doorbell.Address address) {
    boolean isTaken() {
      return lock.isInPlace() && ring.isInPlace();
    }
  }

  /**
   * How a station waits.
   *
   * @param mode how its stage waits
   * @param spinDuration in mode SPIN, how long the conductor looks without a pause
   * @param patience how long the other side is waited for
   */
  public record Manner(WaitMode mode, Duration spinDuration, Patience patience) {

    /** Half of all the time there is, at the most: it is added to times. */
    long spinNanos() {
      return Math.min(TimeUnit.NANOSECONDS.convert(spinDuration), Long.MAX_VALUE / 2);
    }
  }

  /** For the conductor's thread, once the role is taken. */
  Station(PeerContext context, Place place, Manner manner, BooleanSupplier ready, Runnable wake) {
    this.context = context;
    this.place = place;
    this.mode = manner.mode();
    this.spinNanos = manner.spinNanos();
    this.patience = manner.patience();
    Role role = place.address().role();
    this.signals = begin(place.ring(), role);
    this.waitPoint = new WaitPoint(signals, ready, wake, mode, this::onArmed);
    this.watch =
        new PeerWatch(
            signals,
            () ->
                RoleLocks.isFree(place.address().directory(), place.address().name(), role.other()),
            patience,
            System.nanoTime());
    this.directory = context.watch(place.address().directory().path());
    this.doorbell = Doorbell.of(context.conductor(), place.address(), this);
    context.neighbours().add(signals.ringId(), role, waitPoint);
  }

  private static Signals begin(RingFile ring, Role role) {
    Signals signals = role.signals(ring);
    try {
      signals.unpark(); // a predecessor that was killed while it waited
      signals.beat();
      LostPages.surface();
      return signals;
    } catch (InternalError e) {
      signals.close();
      throw e;
    }
  }

  /**
   * Where the stage waits.
   *
   * @return the wait point
   */
  public WaitPoint waitPoint() {
    return waitPoint;
  }

  /**
   * Which ring.
   *
   * @return its id
   */
  public UUID ringId() {
    return signals.ringId();
  }

  /**
   * Wakes the other side if it waits for no more than this side has stored. To be called after each
   * store of a position, by the stage.
   *
   * @param reached the position that was stored
   */
  public void ringPeer(long reached) {
    if (signals.claimWakeUp(reached)) {
      WaitPoint neighbour = neighbour();
      if (neighbour == null) {
        doorbell.ring();
      } else {
        neighbour.fire();
      }
    }
  }

  private WaitPoint neighbour() {
    return context.neighbours().find(signals.ringId(), place.address().role().other());
  }

  /**
   * What is known of the other side. For any thread.
   *
   * @return its state, at most some beats old
   */
  public PeerState peerState() {
    return watch.state();
  }

  /**
   * Whether waiting has become useless: the ring is lost, or the time is over for which the other
   * side is waited for. For any thread.
   *
   * @return true when a stage that cannot go on without the other side should fail
   */
  public boolean isHopeless() {
    return loss != null || watch.isOverdue();
  }

  /**
   * Why waiting has become useless.
   *
   * @return what the stage should fail with
   */
  public CulvertException despair() {
    CulvertException lost = loss;
    if (lost != null) {
      return lost;
    }
    String file = place.ring().path().toString();
    String other = place.address().role().other().toString();
    return watch.overdueState() == PeerState.LOST
        ? new PeerTerminatedException(other, patience.peerTimeout(), file)
        : new AttachTimeoutException(other, patience.attachTimeout(), file, place.ring().fileKey());
  }

  /**
   * Whether the ring is of no use any more: its path names another file now, or its memory is not
   * what it was. For any thread.
   *
   * @return true when a stage should fail even if it could go on by itself
   */
  public boolean isRingLost() {
    return loss != null;
  }

  /**
   * To be asked before the ring's memory is touched: what is read from a page that is gone is
   * garbage, and what is written is nowhere. Known soon, not at once. For any thread.
   *
   * @throws RingStorageException when somebody has cut the file
   */
  public void requirePages() {
    if (loss instanceof RingStorageException cut) {
      throw cut;
    }
  }

  /**
   * Whether the other side can wake this one. For any thread.
   *
   * @return false while the conductor has to look by itself
   */
  public boolean isReachable() {
    return doorbell.isConnected() || neighbour() != null;
  }

  /** On the stage's thread. */
  private void onArmed() {
    if (mode == WaitMode.SPIN) {
      spinEndNanos = System.nanoTime() + spinNanos;
    }
    if (mode == WaitMode.SPIN || !isReachable()) {
      context.conductor().nudge(); // it has begun to look at longer intervals, or not at all
    }
  }

  @Override
  public boolean needsPolling(long nowNanos) {
    return waitPoint.isArmed() && (isSpinning(nowNanos) || !isReachable());
  }

  @Override
  public boolean isSpinning(long nowNanos) {
    return mode == WaitMode.SPIN && nowNanos - spinEndNanos < 0;
  }

  /** Polls for the stage if no peer would wake it. */
  @Override
  public boolean poll(long nowNanos) {
    if (!waitPoint.isArmed()) {
      return false;
    }
    if (mode == WaitMode.SPIN && !isSpinning(nowNanos)) {
      // Then one look more: what came before the flag was up was rung by nobody.
      return attend(waitPoint::parkAndPoll);
    } else if (mode != WaitMode.SPIN && isReachable()) {
      return false;
    }
    return attend(waitPoint::poll);
  }

  @Override
  public void check() {
    attend(waitPoint::poll);
  }

  @Override
  public void onHeartbeat(long nowNanos) {
    attend(() -> beat(nowNanos));
  }

  private boolean beat(long nowNanos) {
    signals.beat();
    beats++;
    boolean overdue = watch(nowNanos);
    if (!doorbell.isConnected() && watch.state() == PeerState.ATTACHED && neighbour() == null) {
      doorbell.onBeat();
    }
    LostPages.surface();
    checkPlace(nowNanos);
    return overdue && waitPoint.fire();
  }

  /** A lock that cannot be asked for is none that is free. */
  private boolean watch(long nowNanos) {
    try {
      return watch.onBeat(nowNanos);
    } catch (IOException e) {
      if (!probeReported) {
        probeReported = true;
        context.conductor().reportError(e);
      }
      return false;
    }
  }

  /** That files come and go shows in their directory; that one is cut does not. */
  private void checkPlace(long nowNanos) {
    long generation = directory.generation(nowNanos);
    if (loss == null && generation != seenGeneration) {
      seenGeneration = generation;
      if (isPlaceLost() && !isRingDone()) {
        lose(new RingReplacedException(place.ring().path().toString()));
      }
    }
    if (loss == null && beats % LENGTH_BEATS == 0 && place.ring().isInPlace()) {
      place.ring().requireWhole();
    }
  }

  /**
   * Does something for this side on the conductor's thread. What goes wrong with its ring ends its
   * stage; the conductor goes on, for the other rings.
   */
  private boolean attend(BooleanSupplier step) {
    if (loss instanceof RingStorageException) {
      return false; // not a page is touched any more
    }
    try {
      return step.getAsBoolean();
    } catch (CulvertException e) {
      lose(e);
    } catch (InternalError e) {
      lose(RingStorageException.pageLost(place.ring().path().toString(), e));
    }
    return true;
  }

  private void lose(CulvertException why) {
    loss = why;
    waitPoint.wakeAnyway();
  }

  /**
   * Nor is it ours any more without the lock file of an other side that is there: nobody could tell
   * whether its process lives, and its successor would lock another file.
   */
  private boolean isPlaceLost() {
    Doorbell.Address address = place.address();
    return !place.isTaken()
        || (watch.isWatched()
            && !RoleLocks.isKnown(address.directory(), address.name(), address.role().other()));
  }

  /** The reader of a ring that is done with it deletes it: that is its end, and no loss. */
  private boolean isRingDone() {
    return place.ring().readerState().isDone();
  }

  @Override
  public void onRing() {
    watch.onSignOfLife();
    attend(waitPoint::onByte);
  }

  @Override
  public void onHangUp() {
    watch.onHangUp();
    attend(waitPoint::onByte); // a byte may have been lost with the connection
  }

  /** Nobody wakes the stage any more, and nobody looks. The side ends next. */
  void leave() {
    context.neighbours().remove(signals.ringId(), place.address().role(), waitPoint);
  }

  /** After the side has ended: the other one is to look at once, whatever it waits for. */
  void close() throws IOException {
    try {
      ringPeer(Signals.NO_POSITION);
    } finally {
      signals.close();
      doorbell.close();
    }
  }
}
