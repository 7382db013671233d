package io.culvert.peer.lock;

import io.culvert.annotation.InternalApi;
import io.culvert.ring.file.MappedRing;
import io.culvert.ring.memory.ControlWords;

/** The role of a side at a ring. Each role has a lock file of its own. */
@InternalApi
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

  public String lockSuffix() {
    return lockSuffix;
  }

  /**
   * Returns the control words of a ring as this role sees them.
   *
   * @param ring the ring
   * @return the control words, which the caller must close
   */
  public ControlWords controlWords(MappedRing ring) {
    return this == WRITER
        ? ControlWords.ofWriter(ring.memory())
        : ControlWords.ofReader(ring.memory());
  }

  public Role other() {
    return this == WRITER ? READER : WRITER;
  }

  @Override
  public String toString() {
    return text;
  }
}
