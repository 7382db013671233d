package io.culvert.stage;

import io.culvert.testing.mutation.MutantsRun;

class StageMutantsIT extends MutantsRun {

  StageMutantsIT() {
    super(StageMutants.all());
  }
}
