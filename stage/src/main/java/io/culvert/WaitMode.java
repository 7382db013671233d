package io.culvert;

import java.util.Locale;

/** How a stage waits when there is nothing to do; {@code reference.conf} tells what each costs. */
public enum WaitMode {
  /** Lets its thread go at once. */
  PARK,
  /** Looks again a few times on its own thread, then lets it go. */
  ADAPTIVE,
  /** Looks again like that, then the conductor looks without a pause, for lowest latency. */
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
