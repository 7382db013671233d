package io.culvert.ring;

import io.culvert.testing.JcstressRun;

class JcstressIT extends JcstressRun {

  JcstressIT() {
    super(5);
  }
}
