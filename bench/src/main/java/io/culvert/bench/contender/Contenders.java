package io.culvert.bench.contender;

import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.stream.Stream;

/** Finds contenders. All lists are in the order in which contenders take turns. */
public final class Contenders {

  /** The contender that all others are compared with. */
  public static final String REFERENCE = "culvert";

  private static final List<String> QUICK =
      List.of(REFERENCE, "culvert-edge-heap", "culvert-edge-shared");

  private Contenders() {}

  /** Returns all contenders of a comparison. */
  public static List<Entry> all() {
    return Throughput.ALL;
  }

  /** Returns the ten contenders of a comparison for which the user names none. */
  public static List<Entry> headline() {
    return all().stream().filter(Entry::isHeadline).toList();
  }

  /** Returns Culvert's own edges, for a comparison that must not take long. */
  public static List<Entry> quick() {
    return all().stream().filter(entry -> QUICK.contains(entry.name())).toList();
  }

  /** Returns a ring between plain threads, by the number of payloads of a batch. */
  public static SortedMap<Integer, Entry> byBatch() {
    return Collections.unmodifiableSortedMap(Throughput.BY_BATCH);
  }

  /** Returns all contenders whose throughput can be measured, those with batches included. */
  public static List<Entry> ofThroughput() {
    return Stream.concat(all().stream(), byBatch().values().stream()).toList();
  }

  /** Returns all contenders whose round trips can be measured. */
  public static List<Entry> ofLatency() {
    return Latency.ALL;
  }

  /** Returns the contenders whose round trips differ at a pace. */
  public static List<Entry> ofLatency(RoundTrip.Pace pace) {
    return ofLatency().stream()
        .filter(entry -> pace == RoundTrip.Pace.IDLE || !entry.isIdleOnly())
        .toList();
  }

  /**
   * Creates a contender.
   *
   * @throws java.util.NoSuchElementException if no entry has that name
   */
  public static <T extends Contender> T make(List<Entry> entries, String name, Class<T> type) {
    return entries.stream()
        .filter(entry -> entry.name().equals(name))
        .findFirst()
        .map(entry -> type.cast(entry.create()))
        .orElseThrow();
  }
}
