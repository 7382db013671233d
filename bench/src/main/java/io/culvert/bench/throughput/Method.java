package io.culvert.bench.throughput;

import io.culvert.bench.report.ThroughputReport;
import java.time.Duration;
import java.util.Map;

/**
 * The way in which throughput is measured.
 *
 * @param pairs of JVMs of each contender, at most; a contender that varies less gets fewer
 * @param windows of each pair
 * @param window length of a window
 * @param warmUp time that a pair runs before its first window, at least
 * @param capacity bytes that may be on their way, if a contender has such a setting; more if the
 *     payloads need it
 * @param turns whether warm pairs are frozen and take turns; if not, one pair runs after the other
 */
public record Method(
    int pairs, int windows, Duration window, Duration warmUp, int capacity, boolean turns) {

  /** Time after a thaw that belongs to no window: caches are cold, and the clock has jumped. */
  static final Duration SETTLING = Duration.ofMillis(20);

  /** Cores that other processes may use in a window that counts. */
  static final double MOST_OF_OTHERS = 0.04;

  /** How often a disturbed window is tried. */
  static final int TRIES = 3;

  /** Returns whether a subject waits frozen for its windows. */
  boolean takesTurns(Subject subject) {
    return turns && subject.entry().canBeFrozen();
  }

  /** Returns how long a subject runs before its first window. */
  Duration warmUp(Subject subject) {
    return subject.entry().warmUpOfAtLeast(warmUp);
  }

  /** Adds itself to the parameters of a report. */
  public void describe(Map<String, Object> parameters) {
    parameters.put("pairs", pairs);
    parameters.put("windows", windows);
    parameters.put("windowMillis", window.toMillis());
    parameters.put("warmUpSeconds", warmUp.toMillis() / 1e3);
    parameters.put("capacity", capacity);
    parameters.put("inTurn", turns);
    parameters.put(ThroughputReport.LIMIT, MOST_OF_OTHERS);
  }
}
