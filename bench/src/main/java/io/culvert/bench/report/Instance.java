package io.culvert.bench.report;

import java.util.List;

/**
 * What one pair of JVMs of a contender (or its only JVM) has shown.
 *
 * @param contender its name
 * @param size bytes of a payload
 * @param pair which pair of this contender and size, from 1; pairs of the same number have run at
 *     the same time, in turn
 * @param windows all of them, in their order, dropped ones included
 * @param allocatedBytesPerMessage on the heaps of all its JVMs, the payloads themselves included
 * @param verifiedMessages payloads that have arrived and were checked in the whole life of the pair
 */
public record Instance(
    String contender,
    int size,
    int pair,
    List<Window> windows,
    double allocatedBytesPerMessage,
    long verifiedMessages) {

  /**
   * Returns the windows that count.
   *
   * @return in their order, possibly none
   */
  public List<Window> cleanWindows() {
    return windows.stream().filter(Window::clean).toList();
  }
}
