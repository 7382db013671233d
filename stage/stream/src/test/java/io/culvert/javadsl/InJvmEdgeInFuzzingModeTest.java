package io.culvert.javadsl;

import io.culvert.fixture.StageFixture;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The contract of in-JVM edges in an actor system that shuffles the events of its stages. */
class InJvmEdgeInFuzzingModeTest extends InJvmEdgeContract {

  @RegisterExtension
  static final StageFixture fixture =
      StageFixture.withConfig("pekko.stream.materializer.debug.fuzzing-mode = on");

  @Override
  StageFixture fixture() {
    return fixture;
  }
}
