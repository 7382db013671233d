package io.culvert;

import java.util.Locale;

/** Strategy of a stage that has nothing to do. {@code reference.conf} states the costs. */
public enum WaitMode {
  /** Gives its thread back at once. */
  PARK,
  /** Polls on its own thread, then gives it back. */
  ADAPTIVE,
  /** Polls on its own thread, then the conductor polls without a pause. Lowest latency. */
  SPIN;

  static WaitMode of(String name) {
    for (WaitMode mode : values()) {
      if (mode.toString().equals(name)) {
        return mode;
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
