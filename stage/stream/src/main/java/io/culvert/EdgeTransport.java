package io.culvert;

import java.util.Locale;

/** Means by which an edge inside one JVM carries its elements. */
public enum EdgeTransport {
  /** A bounded queue of references: nothing is copied. */
  HEAP,
  /** A ring without a name, in shared memory: a codec encodes the elements. */
  SHARED,
  /** Pekko's own asynchronous boundary. */
  ASYNC;

  static EdgeTransport of(String name) {
    for (EdgeTransport memory : values()) {
      if (memory.toString().equals(name)) {
        return memory;
      }
    }
    throw new IllegalArgumentException(
        "culvert.edges.<name>.memory must be heap, shared or async: memory=" + name);
  }

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
