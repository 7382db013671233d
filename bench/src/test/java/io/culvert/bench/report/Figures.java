package io.culvert.bench.report;

/** Figures for tests: of one size, and as fast as they are told to be. */
final class Figures {

  private Figures() {}

  static Figure of(String contender, int size, int round, double messagesPerSecond) {
    return of(contender, size, round, messagesPerSecond, 0.1);
  }

  static Figure of(
      String contender, int size, int round, double messagesPerSecond, double coresOfOthers) {
    return new Figure(
        contender,
        size,
        round,
        messagesPerSecond,
        messagesPerSecond * size,
        0.5,
        160,
        coresOfOthers,
        1_000,
        1_000_000,
        1,
        2,
        3,
        4,
        2_000);
  }
}
