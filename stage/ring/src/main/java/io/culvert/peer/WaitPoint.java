package io.culvert.peer;

import io.culvert.annotation.InternalApi;
import io.culvert.ring.memory.ControlWords;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;

/**
 * The point where a stage waits for the peer without a thread of its own. The stage arms it, checks
 * once more, and returns. The peer signals when it has stored something, and the stage is woken
 * once.
 *
 * <p>Two words work together. {@code armed} belongs to this process and allows one wake-up for each
 * arming, however many signals arrive. {@code parked} is in the ring and shows the peer whether to
 * signal at all.
 */
@InternalApi
public final class WaitPoint {

  private final ControlWords controlWords;
  private final BooleanSupplier ready;
  private final Runnable wake;
  private final boolean parkedByConductor;
  private final Runnable onArmed;
  private final AtomicBoolean armed = new AtomicBoolean();

  /** Written by the stage before {@code armed}, so a conductor that sees it armed sees this. */
  private long wanted;

  /**
   * Creates a point that is not armed.
   *
   * @param controlWords the control words of the ring
   * @param ready returns whether there is something for the stage to do
   * @param wake wakes the stage
   * @param strategy with SPIN the conductor raises the parked flag, once it stops polling
   * @param onArmed runs after each arming
   */
  WaitPoint(
      ControlWords controlWords,
      BooleanSupplier ready,
      Runnable wake,
      WaitStrategy strategy,
      Runnable onArmed) {
    this.controlWords = controlWords;
    this.ready = ready;
    this.wake = wake;
    this.parkedByConductor = strategy == WaitStrategy.SPIN;
    this.onArmed = onArmed;
  }

  /**
   * Allows one wake-up of the stage. The caller must check once more afterwards: for what the peer
   * stored between the caller's last check and this call, it sent no signal.
   *
   * @param wantedPosition the position that the peer must reach to be worth a wake-up
   */
  public void arm(long wantedPosition) {
    wanted = wantedPosition;
    // Armed before parked: once the peer sees the flag it may signal at once, and that signal
    // must find the point armed.
    armed.set(true);
    if (!parkedByConductor) {
      controlWords.park(wantedPosition);
    }
    onArmed.run();
  }

  /**
   * Withdraws the arming.
   *
   * @return false if the point was not armed any more: then a wake-up is on its way, or was
   *     delivered
   */
  public boolean disarm() {
    if (armed.compareAndSet(true, false)) {
      controlWords.unpark();
      return true;
    }
    return false;
  }

  /** {@return whether the stage waits here: true until a wake-up or the stage ends the wait} */
  public boolean isArmed() {
    return armed.get();
  }

  /**
   * Handles a wake-up byte. If the parked flag is still set, the byte is stray or belongs to an
   * earlier wait: ignore it, the next publish will see the flag. If it is clear, the peer has
   * claimed this wake-up and will not send another. So wake the stage even if it finds nothing: it
   * sets the flag again.
   */
  boolean onByte() {
    return !controlWords.isParked() && fire();
  }

  /** Wakes the stage, at most once for each arming. For any thread. */
  boolean fire() {
    if (armed.compareAndSet(true, false)) {
      wake.run();
      return true;
    }
    return false;
  }

  /**
   * Wakes the stage whether it waits or not. The ring is lost, and the exception that showed it may
   * have interrupted a wake-up that had disarmed the point already.
   */
  void wakeAnyway() {
    armed.set(false);
    wake.run();
  }

  /** Wakes the stage if it is armed and there is something to do. For the conductor's thread. */
  boolean poll() {
    return armed.get() && isReady() && fire();
  }

  /**
   * Polls for the last time with SPIN: raises the parked flag first, so that the peer must signal
   * from now on.
   */
  boolean parkAndPoll() {
    if (armed.get() && !controlWords.isParked()) {
      controlWords.park(wanted);
    }
    return poll();
  }

  /**
   * Counts an exception as ready: the stage meets the same exception on its own thread, and fails
   * alone.
   */
  private boolean isReady() {
    try {
      return ready.getAsBoolean();
    } catch (RuntimeException e) {
      return true;
    }
  }
}
