package io.culvert.bench.contender;

import java.nio.file.Path;
import java.util.List;

/**
 * Tells a contender what to carry.
 *
 * @param directory of its own, empty at the beginning, in shared memory if the host has any
 * @param size bytes of each payload
 * @param capacity bytes that may be on their way, if the contender has such a setting; a power of
 *     two
 */
public record Job(Path directory, int size, int capacity) {

  /** A ring, or a term of Aeron, takes a message of at most this part of its capacity. */
  private static final int PIECES = 8;

  /** Room for headers and framing. */
  private static final int OVERHEAD = 64;

  /** Returns the job of {@link #words}. */
  public static Job of(List<String> words) {
    return new Job(
        Path.of(words.get(0)), Integer.parseInt(words.get(1)), Integer.parseInt(words.get(2)));
  }

  /** Returns the job as arguments of a JVM. */
  public List<String> words() {
    return List.of(directory.toString(), String.valueOf(size), String.valueOf(capacity));
  }

  /**
   * Returns the smallest capacity, a power of two, with which all contenders take payloads of this
   * size. It is at least the wanted one.
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
