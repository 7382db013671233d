package io.culvert.bench.work;

import java.time.Duration;

/**
 * How each trial is run.
 *
 * @param warmUp before the window, in the same JVMs
 * @param window that is measured
 * @param capacity bytes that may be on their way, where a contender lets one choose; more where the
 *     payloads need it
 */
public record Timing(Duration warmUp, Duration window, int capacity) {}
