package io.culvert;

import com.typesafe.config.Config;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * What is in {@link RingSettings}, before it is checked: a change is made in a copy, which the
 * settings then check and keep to themselves.
 */
final class RingSettingsValues {

  private static final int MIN_CAPACITY = 64 * 1024;
  private static final int MAX_CAPACITY = 1024 * 1024 * 1024;
  private static final Duration MIN_STALL_AFTER = Duration.ofMillis(300);
  private static final int MAX_UNCOMMITTED_LIMIT = 1 << 20;

  Optional<Path> directory;
  int capacity;
  int maxMessageSize;
  WaitMode waiting;
  int inlineSpins;
  Duration spinDuration;
  Duration peerTimeout;
  Duration attachTimeout;
  Duration stallAfter;
  int maxUncommitted;
  Duration commitTimeout;
  boolean networkFileSystemAllowed;

  private RingSettingsValues() {}

  static RingSettingsValues of(Config config) {
    RingSettingsValues values = new RingSettingsValues();
    values.directory =
        Optional.of(config.getString("directory")).filter(path -> !path.isEmpty()).map(Path::of);
    values.capacity = intBytes(config, "capacity");
    values.maxMessageSize = intBytes(config, "max-message-size");
    values.waiting = WaitMode.of(config.getString("waiting"));
    values.inlineSpins = config.getInt("inline-spins");
    values.spinDuration = timeout(config, "spin-duration");
    values.peerTimeout = timeout(config, "peer-timeout");
    values.attachTimeout = timeout(config, "attach-timeout");
    values.stallAfter = timeout(config, "stall-after");
    values.maxUncommitted = config.getInt("max-uncommitted");
    values.commitTimeout = timeout(config, "commit-timeout");
    values.networkFileSystemAllowed = config.getBoolean("allow-network-file-system");
    return values;
  }

  private static int intBytes(Config config, String key) {
    long bytes = config.getBytes(key);
    if (bytes > Integer.MAX_VALUE) {
      throw new IllegalArgumentException(
          "culvert." + key + " must be below 2 GiB: " + key + "=" + bytes);
    }
    return (int) bytes;
  }

  private static Duration timeout(Config config, String key) {
    return config.getString(key).equals("infinite")
        ? RingSettings.FOREVER
        : config.getDuration(key);
  }

  RingSettingsValues copy() {
    RingSettingsValues copy = new RingSettingsValues();
    copy.directory = directory;
    copy.capacity = capacity;
    copy.maxMessageSize = maxMessageSize;
    copy.waiting = waiting;
    copy.inlineSpins = inlineSpins;
    copy.spinDuration = spinDuration;
    copy.peerTimeout = peerTimeout;
    copy.attachTimeout = attachTimeout;
    copy.stallAfter = stallAfter;
    copy.maxUncommitted = maxUncommitted;
    copy.commitTimeout = commitTimeout;
    copy.networkFileSystemAllowed = networkFileSystemAllowed;
    return copy;
  }

  /** All values, each under its key in the configuration. */
  Map<String, Object> named() {
    Map<String, Object> named = new LinkedHashMap<>();
    named.put("directory", directory);
    named.put("capacity", capacity);
    named.put("max-message-size", maxMessageSize);
    named.put("waiting", waiting);
    named.put("inline-spins", inlineSpins);
    named.put("spin-duration", spinDuration);
    named.put("peer-timeout", peerTimeout);
    named.put("attach-timeout", attachTimeout);
    named.put("stall-after", stallAfter);
    named.put("max-uncommitted", maxUncommitted);
    named.put("commit-timeout", commitTimeout);
    named.put("allow-network-file-system", networkFileSystemAllowed);
    return named;
  }

  void requireValid() {
    if (capacity < MIN_CAPACITY || capacity > MAX_CAPACITY || Integer.bitCount(capacity) != 1) {
      throw new IllegalArgumentException(
          "culvert.capacity must be a power of two from "
              + MIN_CAPACITY
              + " to "
              + MAX_CAPACITY
              + " bytes: capacity="
              + capacity);
    }
    if (maxMessageSize < 1) {
      throw new IllegalArgumentException(
          "culvert.max-message-size must be positive: max-message-size=" + maxMessageSize);
    }
    Objects.requireNonNull(waiting, "waiting");
    if (inlineSpins < 0) {
      throw new IllegalArgumentException(
          "culvert.inline-spins must not be negative: inline-spins=" + inlineSpins);
    }
    requireTimeout("spin-duration", spinDuration);
    requireTimeout("peer-timeout", peerTimeout);
    requireTimeout("attach-timeout", attachTimeout);
    requireStallAfter(stallAfter);
    if (maxUncommitted < 1 || maxUncommitted > MAX_UNCOMMITTED_LIMIT) {
      throw new IllegalArgumentException(
          "culvert.max-uncommitted must be 1 to "
              + MAX_UNCOMMITTED_LIMIT
              + ": max-uncommitted="
              + maxUncommitted);
    }
    requireTimeout("commit-timeout", commitTimeout);
  }

  static void requireTimeout(String name, Duration timeout) {
    Objects.requireNonNull(timeout, name);
    if (timeout.isNegative()) {
      throw new IllegalArgumentException(
          "culvert." + name + " must not be negative: " + name + "=" + timeout);
    }
  }

  static void requireStallAfter(Duration time) {
    Objects.requireNonNull(time, "stall-after");
    if (time.compareTo(MIN_STALL_AFTER) < 0) {
      throw new IllegalArgumentException(
          "culvert.stall-after must be at least " + MIN_STALL_AFTER + ": stall-after=" + time);
    }
  }
}
