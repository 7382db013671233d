package io.culvert.mutation;

import io.culvert.testing.mutation.MutantsContract;

class RingMutantsTest extends MutantsContract {

  RingMutantsTest() {
    super(RingMutants.all());
  }
}
