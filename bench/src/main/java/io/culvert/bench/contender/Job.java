package io.culvert.bench.contender;

import java.nio.file.Path;

/**
 * What a contender is to do.
 *
 * @param directory of its own, empty at the beginning, in shared memory where the host has any
 * @param size bytes of each payload
 * @param capacity bytes that may be on their way, where a contender lets one choose; a power of two
 */
public record Job(Path directory, int size, int capacity) {

  /** A ring, or a term of Aeron, takes a message of at most this part of its capacity. */
  private static final int PIECES = 8;

  /** Headers, framing. */
  private static final int OVERHEAD = 64;

  /**
   * The smallest capacity that all contenders take payloads of this size with.
   *
   * @param size bytes of each payload
   * @param wanted the capacity if that is enough; a power of two
   * @return a power of two
   */
  public static int capacityFor(int size, int wanted) {
    int needed = PIECES * (size + OVERHEAD);
    int capacity = wanted;
    while (capacity < needed) {
      capacity *= 2;
    }
    return capacity;
  }
}
