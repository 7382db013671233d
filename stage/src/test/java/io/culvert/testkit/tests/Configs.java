package io.culvert.testkit.tests;

/** Settings of the tests of the test kit. */
final class Configs {

  /** A busy machine may take longer than 3 seconds for anything; what fails here is meant to. */
  static final String PATIENT =
      "pekko.test.single-expect-default = 60s, pekko.loglevel = OFF, pekko.stdout-loglevel = OFF,"
          + "pekko.stream.testkit.all-stages-stopped-timeout = 60s,";

  /** For what is expected not to come. */
  static final String IMPATIENT =
      "pekko.test.single-expect-default = 100ms, pekko.loglevel = OFF, pekko.stdout-loglevel = OFF,"
          + "pekko.stream.testkit.all-stages-stopped-timeout = 60s,";

  private Configs() {}
}
