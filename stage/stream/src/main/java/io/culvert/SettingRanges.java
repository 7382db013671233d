package io.culvert;

import java.time.Duration;
import java.util.Objects;

/** The ranges of the values of {@link RingSettings}. Each check returns the value. */
final class SettingRanges {

  private static final int MIN_CAPACITY = 64 * 1024;
  private static final int MAX_CAPACITY = 1024 * 1024 * 1024;
  private static final Duration MIN_STALL_AFTER = Duration.ofMillis(300);
  private static final int MAX_UNCOMMITTED_LIMIT = 1 << 20;

  private SettingRanges() {}

  static int requireCapacity(int capacity) {
    if (capacity < MIN_CAPACITY || capacity > MAX_CAPACITY || Integer.bitCount(capacity) != 1) {
      throw new IllegalArgumentException(
          "culvert.capacity must be a power of two from "
              + MIN_CAPACITY
              + " to "
              + MAX_CAPACITY
              + " bytes: capacity="
              + capacity);
    }
    return capacity;
  }

  static int requireMaxMessageSize(int bytes) {
    if (bytes < 1) {
      throw new IllegalArgumentException(
          "culvert.max-message-size must be positive: max-message-size=" + bytes);
    }
    return bytes;
  }

  static int requireInlineSpins(int spins) {
    if (spins < 0) {
      throw new IllegalArgumentException(
          "culvert.inline-spins must not be negative: inline-spins=" + spins);
    }
    return spins;
  }

  static int requireMaxUncommitted(int elements) {
    if (elements < 1 || elements > MAX_UNCOMMITTED_LIMIT) {
      throw new IllegalArgumentException(
          "culvert.max-uncommitted must be 1 to "
              + MAX_UNCOMMITTED_LIMIT
              + ": max-uncommitted="
              + elements);
    }
    return elements;
  }

  static Duration requireTimeout(String name, Duration timeout) {
    Objects.requireNonNull(timeout, name);
    if (timeout.isNegative()) {
      throw new IllegalArgumentException(
          "culvert." + name + " must not be negative: " + name + "=" + timeout);
    }
    return timeout;
  }

  static Duration requireStallAfter(Duration time) {
    Objects.requireNonNull(time, "stall-after");
    if (time.compareTo(MIN_STALL_AFTER) < 0) {
      throw new IllegalArgumentException(
          "culvert.stall-after must be at least " + MIN_STALL_AFTER + ": stall-after=" + time);
    }
    return time;
  }
}
