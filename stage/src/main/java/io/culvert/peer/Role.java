package io.culvert.peer;

import io.culvert.ring.RingFile;
import io.culvert.ring.Signals;

/** INTERNAL API. The role of a side at a ring. Each role has a lock file of its own. */
public enum Role {
  /** Publishes. */
  WRITER("writer", ".writer.lock"),
  /** Consumes. */
  READER("reader", ".reader-0.lock");

  private final String text;
  private final String lockSuffix;

  Role(String text, String lockSuffix) {
    this.text = text;
    this.lockSuffix = lockSuffix;
  }

  String lockSuffix() {
    return lockSuffix;
  }

  /**
   * Returns the control words of a ring as this role sees them.
   *
   * @param ring the ring
   * @return the signals, which the caller must close
   */
  public Signals signals(RingFile ring) {
    return this == WRITER ? Signals.ofWriter(ring.memory()) : Signals.ofReader(ring.memory());
  }

  Role other() {
    return this == WRITER ? READER : WRITER;
  }

  @Override
  public String toString() {
    return text;
  }
}
