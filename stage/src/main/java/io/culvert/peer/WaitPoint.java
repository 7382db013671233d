package io.culvert.peer;

import io.culvert.WaitMode;
import io.culvert.ring.Signals;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;

/**
 * INTERNAL API. Where a stage waits for the other side of its ring without a thread of its own. The
 * stage arms it, looks once more, and returns; the other side rings when there is something, and
 * the stage is woken once.
 *
 * <p>Two words work together: {@code armed} is of this process and makes one wake-up of each
 * arming, whoever rings and however often; {@code parked} is in the ring and tells the other side
 * whether to ring at all.
 */
public final class WaitPoint {

  private final Signals signals;
  private final BooleanSupplier ready;
  private final Runnable wake;
  private final boolean parkedByConductor;
  private final Runnable onArmed;
  private final AtomicBoolean armed = new AtomicBoolean();

  /** Written by the stage before it arms, so that the conductor sees it when it finds it armed. */
  private long wanted;

  /**
   * A point that is not armed.
   *
   * @param signals the ring's
   * @param ready tells whether there is something for the stage to do
   * @param wake wakes the stage
   * @param mode in mode SPIN the flag is put up by the conductor, when it stops looking
   * @param onArmed is told of each arming
   */
  WaitPoint(
      Signals signals, BooleanSupplier ready, Runnable wake, WaitMode mode, Runnable onArmed) {
    this.signals = signals;
    this.ready = ready;
    this.wake = wake;
    this.parkedByConductor = mode == WaitMode.SPIN;
    this.onArmed = onArmed;
  }

  /**
   * From now on the stage may be woken. The caller must look once more after it: what came in
   * between the caller's last look and this call was seen by nobody.
   *
   * @param wantedPosition what the other side must have stored to be worth a wake-up
   */
  public void arm(long wantedPosition) {
    wanted = wantedPosition;
    // Armed before parked: a ring that comes at once, and is allowed to by the flag, finds it
    // armed.
    armed.set(true);
    if (!parkedByConductor) {
      signals.park(wantedPosition);
    }
    onArmed.run();
  }

  /**
   * Takes the arming back.
   *
   * @return false when it was not armed, or somebody was faster: then a wake-up is on its way, or
   *     was delivered
   */
  public boolean disarm() {
    if (armed.compareAndSet(true, false)) {
      signals.unpark();
      return true;
    }
    return false;
  }

  boolean isArmed() {
    return armed.get();
  }

  /**
   * A byte has come. When the flag is still up it does not come from a ring of the other side, or
   * from one that was meant for an earlier parking whose flag this one has put up again; whoever
   * publishes next will see the flag. When it is down nobody else will ring, so the stage must be
   * woken even if there is nothing: it looks, and puts the flag up again.
   */
  boolean onByte() {
    return !signals.isParked() && fire();
  }

  /** Wakes the stage, at most once per arming. For any thread. */
  boolean fire() {
    if (armed.compareAndSet(true, false)) {
      wake.run();
      return true;
    }
    return false;
  }

  /**
   * Wakes the stage whether it waits or not: the ring is lost, and what said so may have come in
   * the middle of a wake-up, which then reached nobody.
   */
  void wakeAnyway() {
    armed.set(false);
    wake.run();
  }

  /** On the conductor's thread: looks, and wakes when there is something. */
  boolean poll() {
    return armed.get() && isReady() && fire();
  }

  /** As {@link #poll}, by who is about to look no longer: the other side must ring from now on. */
  boolean parkAndPoll() {
    if (armed.get() && !signals.isParked()) {
      signals.park(wanted);
    }
    return poll();
  }

  /**
   * What throws counts as ready: the stage meets the same exception on its own thread, and fails
   * for itself alone.
   */
  private boolean isReady() {
    try {
      return ready.getAsBoolean();
    } catch (RuntimeException e) {
      return true;
    }
  }
}
