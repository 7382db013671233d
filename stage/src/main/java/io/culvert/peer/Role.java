package io.culvert.peer;

import io.culvert.ring.RingFile;
import io.culvert.ring.Signals;

/** INTERNAL API. What a side does at a ring; each role has a lock file of its own. */
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
   * What the two sides of a ring tell each other, as this one sees it.
   *
   * @param ring the ring
   * @return signals, to be closed
   */
  public Signals signals(RingFile ring) {
    return this == WRITER ? Signals.ofWriter(ring) : Signals.ofReader(ring);
  }

  Role other() {
    return this == WRITER ? READER : WRITER;
  }

  @Override
  public String toString() {
    return text;
  }
}
