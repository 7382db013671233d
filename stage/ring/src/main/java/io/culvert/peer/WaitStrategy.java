package io.culvert.peer;

import java.util.Locale;

/** Strategy of a stage that has nothing to do. {@code reference.conf} states the costs. */
public enum WaitStrategy {
  /** Gives its thread back at once. */
  PARK,
  /** Polls on its own thread, then gives it back. */
  ADAPTIVE,
  /** Polls on its own thread, then the conductor polls without a pause. Lowest latency. */
  SPIN;

  /**
   * Returns the strategy of a name in the configuration.
   *
   * @param name park, adaptive or spin
   * @return the strategy
   * @throws IllegalArgumentException if it is another name
   */
  public static WaitStrategy of(String name) {
    for (WaitStrategy strategy : values()) {
      if (strategy.toString().equals(name)) {
        return strategy;
      }
    }
    throw new IllegalArgumentException(
        "culvert.waiting must be park, adaptive or spin: waiting=" + name);
  }

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
