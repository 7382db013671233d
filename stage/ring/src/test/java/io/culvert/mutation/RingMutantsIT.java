package io.culvert.mutation;

import io.culvert.testing.mutation.MutantsRun;

class RingMutantsIT extends MutantsRun {

  RingMutantsIT() {
    super(RingMutants.all());
  }
}
