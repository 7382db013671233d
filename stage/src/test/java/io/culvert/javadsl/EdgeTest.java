package io.culvert.javadsl;

import io.culvert.testing.StageFixture;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Edges as users run them. */
class EdgeTest extends EdgeContract {

  @RegisterExtension static final StageFixture fixture = StageFixture.create();

  @Override
  StageFixture fixture() {
    return fixture;
  }
}
