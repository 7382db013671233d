package io.culvert.edge;

import io.culvert.testing.JcstressRun;

class JcstressIT extends JcstressRun {

  JcstressIT() {
    super(2);
  }
}
