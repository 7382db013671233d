package io.culvert.bench.cli;

import io.culvert.bench.work.Timing;
import java.time.Duration;
import java.util.Map;
import picocli.CommandLine.Option;

/** Options that say how long and how often each trial runs. */
final class TimingOptions {

  private static final double NANOS = 1e9;

  @Option(
      names = "--seconds",
      paramLabel = "S",
      defaultValue = "3",
      description = "Length of the measured window of each trial (default: ${DEFAULT-VALUE}).")
  private double seconds;

  @Option(
      names = "--warm-up",
      paramLabel = "S",
      defaultValue = "3",
      description = "Seconds before that window, in the same JVMs (default: ${DEFAULT-VALUE}).")
  private double warmUp;

  @Option(
      names = "--rounds",
      paramLabel = "R",
      defaultValue = "5",
      description = "Rounds; each contender runs once in each (default: ${DEFAULT-VALUE}).")
  private int rounds;

  @Option(
      names = "--capacity",
      paramLabel = "BYTES",
      defaultValue = "1048576",
      description =
          "Capacity of rings, a power of two; more is taken for payloads that need it"
              + " (default: ${DEFAULT-VALUE}).")
  private int capacity;

  void requireValid(Arguments arguments) {
    arguments.require(seconds > 0, "--seconds must be more than 0: seconds=" + seconds);
    arguments.require(warmUp >= 0, "--warm-up must not be negative: warm-up=" + warmUp);
    arguments.require(rounds >= 1, "--rounds must be at least 1: rounds=" + rounds);
    arguments.requireCapacity(capacity);
  }

  Timing timing() {
    return new Timing(duration(warmUp), duration(seconds), capacity);
  }

  int rounds() {
    return rounds;
  }

  void describe(Map<String, Object> parameters) {
    parameters.put("seconds", seconds);
    parameters.put("warmUpSeconds", warmUp);
    parameters.put("rounds", rounds);
    parameters.put("capacity", capacity);
  }

  private static Duration duration(double seconds) {
    return Duration.ofNanos(Math.round(seconds * NANOS));
  }
}
