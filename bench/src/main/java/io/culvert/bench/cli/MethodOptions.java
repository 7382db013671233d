package io.culvert.bench.cli;

import io.culvert.bench.throughput.Method;
import java.time.Duration;
import picocli.CommandLine.Option;

/** Options that say how throughput is measured. */
final class MethodOptions {

  private static final int MOST_PAIRS = 6;

  @Option(
      names = "--pairs",
      paramLabel = "N",
      defaultValue = "" + MOST_PAIRS,
      description =
          "Pairs of JVMs of each contender, at most; one that varies little has fewer"
              + " (default: ${DEFAULT-VALUE}).")
  private int pairs;

  @Option(
      names = "--windows",
      paramLabel = "N",
      description = "Windows of each pair (default: 10; with --quick 20).")
  private Integer windows;

  @Option(
      names = "--window",
      paramLabel = "MS",
      defaultValue = "100",
      description = "Length of a window in milliseconds (default: ${DEFAULT-VALUE}).")
  private int windowMillis;

  @Option(
      names = "--warm-up",
      paramLabel = "S",
      defaultValue = "0",
      description =
          "Seconds that each pair runs before its first window, at least; a contender that needs"
              + " more gets it (default: ${DEFAULT-VALUE}).")
  private double warmUp;

  @Option(
      names = "--capacity",
      paramLabel = "BYTES",
      defaultValue = "1048576",
      description =
          "Capacity of rings, a power of two; more is taken for payloads that need it"
              + " (default: ${DEFAULT-VALUE}).")
  private int capacity;

  @Option(
      names = "--fresh",
      description =
          "Let one pair of fresh JVMs run after the other, from its start to its end, instead of"
              + " freezing warm ones and letting them take turns.")
  private boolean fresh;

  void requireValid(Arguments arguments) {
    arguments.require(pairs >= 1, "--pairs must be at least 1: pairs=" + pairs);
    arguments.require(
        windows == null || windows >= 1, "--windows must be at least 1: windows=" + windows);
    arguments.require(
        windowMillis >= 10, "--window must be at least 10 milliseconds: window=" + windowMillis);
    arguments.require(warmUp >= 0, "--warm-up must not be negative: warm-up=" + warmUp);
    arguments.requireCapacity(capacity);
  }

  Method method(int usualWindows) {
    return new Method(
        pairs,
        windows == null ? usualWindows : windows,
        Duration.ofMillis(windowMillis),
        Duration.ofMillis(Math.round(warmUp * 1_000)),
        capacity,
        !fresh);
  }
}
