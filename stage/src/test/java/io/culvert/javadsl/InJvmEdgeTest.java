package io.culvert.javadsl;

import io.culvert.testing.StageFixture;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Edges inside one JVM. */
class InJvmEdgeTest extends InJvmEdgeContract {

  @RegisterExtension static final StageFixture fixture = StageFixture.create();

  @Override
  StageFixture fixture() {
    return fixture;
  }
}
