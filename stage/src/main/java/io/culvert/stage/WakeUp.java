package io.culvert.stage;

import java.lang.invoke.VarHandle;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * How one side of a {@link IslandEdge} waits for the other one. The protocol is that of the ring
 * (see {@code io.culvert.ring.Signals}) without the kernel in between: a side that finds nothing to
 * do parks, looks once more, and returns; a side that has stored something fires. Both have a full
 * fence between their store and their load, so at least one of them sees what the other has stored.
 */
final class WakeUp {

  private final AtomicBoolean parked = new AtomicBoolean();

  private volatile Runnable wake;

  /** For the waiting stage, before it parks for the first time. */
  void set(Runnable wakeStage) {
    wake = wakeStage;
  }

  /**
   * For a stage that is over: the other one, which may go on for long, keeps nothing of it. A
   * wake-up that comes too late has nobody to wake.
   */
  void clear() {
    wake = null;
  }

  /** The caller must look once more after it. Pairs with the fence in {@link #fire}. */
  void park() {
    parked.setRelease(true);
    VarHandle.fullFence();
  }

  /** Takes the parking back; false when the other side was faster, and a wake-up is on its way. */
  boolean unpark() {
    return parked.compareAndSet(true, false);
  }

  /** Wakes the stage if it has parked, once a parking. To be called after each store. */
  void fire() {
    VarHandle.fullFence(); // pairs with the one in park
    if (parked.getAcquire() && parked.compareAndSet(true, false)) {
      fireAlways();
    }
  }

  /** Wakes it whether it waits or not. One that is not set up looks when it is. */
  void fireAlways() {
    Runnable set = wake;
    if (set != null) {
      set.run();
    }
  }
}
