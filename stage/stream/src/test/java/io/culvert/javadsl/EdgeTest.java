package io.culvert.javadsl;

import io.culvert.fixture.StageFixture;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The contract in an actor system with default settings. */
class EdgeTest extends EdgeContract {

  @RegisterExtension static final StageFixture fixture = StageFixture.create();

  @Override
  StageFixture fixture() {
    return fixture;
  }
}
