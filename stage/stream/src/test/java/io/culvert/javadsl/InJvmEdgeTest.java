package io.culvert.javadsl;

import io.culvert.fixture.StageFixture;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The contract of in-JVM edges in an actor system with default settings. */
class InJvmEdgeTest extends InJvmEdgeContract {

  @RegisterExtension static final StageFixture fixture = StageFixture.create();

  @Override
  StageFixture fixture() {
    return fixture;
  }
}
