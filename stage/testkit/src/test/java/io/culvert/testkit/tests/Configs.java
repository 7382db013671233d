package io.culvert.testkit.tests;

/** Settings for the tests of the test kit. */
final class Configs {

  /**
   * The default timeouts are too short for a busy machine, and an error in the log is intended
   * here.
   */
  static final String PATIENT =
      "pekko.test.single-expect-default = 60s, pekko.loglevel = OFF, pekko.stdout-loglevel = OFF,"
          + "pekko.stream.testkit.all-stages-stopped-timeout = 60s,";

  /** For signals that are expected not to arrive. */
  static final String IMPATIENT =
      "pekko.test.single-expect-default = 100ms, pekko.loglevel = OFF, pekko.stdout-loglevel = OFF,"
          + "pekko.stream.testkit.all-stages-stopped-timeout = 60s,";

  private Configs() {}
}
