package io.culvert.javadsl;

import io.culvert.fixture.StageFixture;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * The contract in an actor system that shuffles the events of its stages, to reveal what depends on
 * their order.
 */
class EdgeInFuzzingModeTest extends EdgeContract {

  @RegisterExtension
  static final StageFixture fixture =
      StageFixture.withConfig("pekko.stream.materializer.debug.fuzzing-mode = on");

  @Override
  StageFixture fixture() {
    return fixture;
  }
}
