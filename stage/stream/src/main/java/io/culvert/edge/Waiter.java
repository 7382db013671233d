package io.culvert.edge;

import java.lang.invoke.VarHandle;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * The waiting of one side of an {@link EdgeChannel} for its peer. The protocol is that of the ring
 * (see {@link io.culvert.ring.memory.ControlWords}) without the kernel in between: a side that
 * finds nothing to do parks, checks once more, and returns; a side that has stored something fires.
 * Both have a full fence between their store and their load, so at least one of them sees what the
 * other has stored.
 */
final class Waiter {

  private final AtomicBoolean parked = new AtomicBoolean();

  private volatile Runnable wake;

  /** Sets the action that wakes the stage. For the waiting stage, before it parks first. */
  public void set(Runnable wakeStage) {
    wake = wakeStage;
  }

  /**
   * Drops the action of a stage that has stopped, so that the peer, which may run for long, keeps
   * nothing of it. A late wake-up does nothing.
   */
  void clear() {
    wake = null;
  }

  /** Raises the flag. The caller must check once more. Pairs with the fence in {@link #fire}. */
  public void park() {
    parked.setRelease(true);
    VarHandle.fullFence();
  }

  /** Clears the flag; false if the peer was faster, and a wake-up is on its way. */
  public boolean unpark() {
    return parked.compareAndSet(true, false);
  }

  /** Wakes the stage if it has parked, once a parking. The peer calls this after each store. */
  public void fire() {
    VarHandle.fullFence(); // pairs with the one in park
    if (parked.getAcquire() && parked.compareAndSet(true, false)) {
      fireAlways();
    }
  }

  /** Wakes the stage whether it waits or not. A stage that is not set up yet checks when it is. */
  void fireAlways() {
    Runnable set = wake;
    if (set != null) {
      set.run();
    }
  }
}
