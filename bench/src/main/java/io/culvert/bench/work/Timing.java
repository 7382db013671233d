package io.culvert.bench.work;

import java.time.Duration;

/**
 * The timing of a trial.
 *
 * @param warmUp before the window, in the same JVMs
 * @param window that is measured
 * @param capacity bytes that may be on their way, if a contender has such a setting; more if the
 *     payloads need it
 */
public record Timing(Duration warmUp, Duration window, int capacity) {}
