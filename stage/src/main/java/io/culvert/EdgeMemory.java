package io.culvert;

import java.util.Locale;

/** What joins the parts of a graph that run in islands of their own in one JVM. */
public enum EdgeMemory {
  /** A bounded queue of references: nothing is copied. */
  HEAP,
  /** A ring in shared memory without a name: elements lie outside the heap, encoded by a codec. */
  SHARED,
  /** Pekko's own asynchronous boundary, for comparison and as a fallback. */
  ASYNC;

  static EdgeMemory of(String name) {
    for (EdgeMemory memory : values()) {
      if (memory.toString().equals(name)) {
        return memory;
      }
    }
    throw new IllegalArgumentException(
        "culvert.edge.memory must be heap, shared or async: memory=" + name);
  }

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
