package io.culvert.peer;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;

/**
 * INTERNAL API. Where a stage waits for the other side of its ring without a thread of its own. The
 * stage arms it, looks once more, and returns; the conductor looks from then on, and wakes the
 * stage once.
 */
public final class WaitPoint {

  private final Conductor conductor;
  private final BooleanSupplier ready;
  private final Runnable wake;
  private final AtomicBoolean armed = new AtomicBoolean();

  WaitPoint(Conductor conductor, BooleanSupplier ready, Runnable wake) {
    this.conductor = conductor;
    this.ready = ready;
    this.wake = wake;
  }

  /**
   * From now on the conductor looks. The caller must look once more after it: what came in between
   * the caller's last look and this call was seen by nobody.
   */
  public void arm() {
    // A volatile store: what the stage wrote before it (the position it waits at) is seen by the
    // conductor.
    armed.set(true);
    conductor.nudge();
  }

  /**
   * Takes the arming back.
   *
   * @return false when it was not armed, or the conductor was faster: then a wake-up is on its way,
   *     or was delivered
   */
  public boolean disarm() {
    return armed.compareAndSet(true, false);
  }

  boolean isArmed() {
    return armed.get();
  }

  /** On the conductor's thread: looks, and wakes at most once per arming. */
  boolean poll() {
    if (armed.get() && isReady() && armed.compareAndSet(true, false)) {
      wake.run();
      return true;
    }
    return false;
  }

  /**
   * What throws, a page that is gone for example, counts as ready: the stage meets the same error
   * on its own thread, and fails for itself alone.
   */
  private boolean isReady() {
    try {
      return ready.getAsBoolean();
    } catch (RuntimeException | InternalError e) {
      return true;
    }
  }
}
