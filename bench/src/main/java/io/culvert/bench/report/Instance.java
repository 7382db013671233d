package io.culvert.bench.report;

import java.util.List;

/**
 * The windows of one pair of JVMs of a contender, or of its only JVM.
 *
 * @param contender its name
 * @param size bytes of a payload
 * @param pair number of the pair, from 1; pairs of the same number ran at the same time, in turn
 * @param windows in their order, dropped ones included
 * @param allocatedBytesPerMessage on the heaps of all its JVMs, the payloads themselves included
 * @param verifiedMessages payloads that arrived and were checked in the whole life of the pair
 */
public record Instance(
    String contender,
    int size,
    int pair,
    List<Window> windows,
    double allocatedBytesPerMessage,
    long verifiedMessages) {

  /** Returns the windows that count, in their order. */
  public List<Window> cleanWindows() {
    return windows.stream().filter(Window::clean).toList();
  }
}
