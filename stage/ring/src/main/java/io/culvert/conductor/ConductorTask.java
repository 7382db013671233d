package io.culvert.conductor;

import io.culvert.annotation.InternalApi;

/**
 * Work that a {@link Conductor} does again and again, from its addition to its removal. All methods
 * are called on the conductor's thread.
 *
 * <p>The shape is that of Agrona's {@code Agent}, but a conductor that has nothing to do sleeps, so
 * its tasks say when they need it.
 */
@InternalApi
public interface ConductorTask {

  /**
   * Does what is due once in each heartbeat interval.
   *
   * @param nowNanos the current {@link System#nanoTime}
   */
  void onHeartbeat(long nowNanos);

  /** Checks for work whether the task needs it or not, in case that a wake-up was lost. */
  void check();

  /**
   * Checks for work, if the task needs it. Called in each turn of the conductor.
   *
   * @param nowNanos the current {@link System#nanoTime}
   * @return true if there was something to do
   */
  boolean poll(long nowNanos);

  /**
   * Returns whether the conductor must poll, because no channel would wake it for this task.
   *
   * @param nowNanos the current {@link System#nanoTime}
   * @return false if the conductor may sleep until something wakes it
   */
  boolean needsPolling(long nowNanos);

  /**
   * Returns whether the conductor must poll without a pause.
   *
   * @param nowNanos the current {@link System#nanoTime}
   * @return false if it may poll at intervals
   */
  boolean isSpinning(long nowNanos);
}
