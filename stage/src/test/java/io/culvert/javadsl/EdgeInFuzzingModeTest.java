package io.culvert.javadsl;

import io.culvert.testing.StageFixture;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * Edges in an actor system that shuffles the events of its stages, to bring out what depends on
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
