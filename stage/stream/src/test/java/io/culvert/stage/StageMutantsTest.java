package io.culvert.stage;

import io.culvert.testing.mutation.MutantsContract;

class StageMutantsTest extends MutantsContract {

  StageMutantsTest() {
    super(StageMutants.all());
  }
}
