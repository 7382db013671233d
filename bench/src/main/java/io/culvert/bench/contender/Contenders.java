package io.culvert.bench.contender;

import io.culvert.WaitMode;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** All contenders, in the order in which they take turns. */
public final class Contenders {

  /** What all others are compared with. */
  public static final String REFERENCE = "culvert";

  // Lambdas, not constructor references: those would load the class, and with it the library, in
  // JVMs that do not have it.
  @SuppressWarnings("Convert2MethodRef")
  private static final List<Entry> ALL =
      List.of(
          two(
              REFERENCE,
              ClassPath.COMMON,
              "RingSink in one JVM, RingSource in the other one",
              () -> new CulvertStream()),
          two(
              "culvert-raw",
              ClassPath.COMMON,
              "RingWriter and RingReader between plain threads",
              () -> new CulvertRaw(1)),
          one("fused", "the same stream without any edge", () -> InOneSystem.fused()),
          one("async", "the same stream with Pekko's .async()", () -> InOneSystem.async()),
          one(
              "culvert-edge-heap",
              "the same stream with Edge, elements in a queue on the heap",
              () -> InOneSystem.edgeOnHeap()),
          one(
              "culvert-edge-shared",
              "the same stream with Edge, elements in a ring in shared memory",
              () -> InOneSystem.edgeInSharedMemory()),
          two(
              "streamrefs",
              ClassPath.COMMON,
              "Pekko StreamRefs over Artery TCP",
              () -> new StreamReferences()),
          two(
              "tcp",
              ClassPath.COMMON,
              "Pekko Tcp on the loopback interface, framed by length",
              () -> new PekkoTcp()),
          two(
              "agrona-raw",
              ClassPath.COMMON,
              "mapped Agrona OneToOneRingBuffer between plain threads",
              () -> new AgronaRaw()),
          two(
              "aeron-ipc",
              ClassPath.AERON,
              "Aeron IPC, exclusive publication, media driver in the receiver's JVM",
              () -> new AeronIpc()),
          two(
              "chronicle",
              ClassPath.CHRONICLE,
              "Chronicle Queue in shared memory, appender and tailer; it keeps everything",
              () -> new ChronicleQueueFile()),
          one(
              "memcpy",
              "one thread copies each payload out of the heap and back",
              () -> new Memcpy()));

  private static final SortedMap<Integer, Entry> BY_BATCH =
      new TreeMap<>(Map.of(1, raw(1), 8, raw(8), 64, raw(64), 512, raw(512)));

  private static final List<Entry> OF_LATENCY =
      List.of(
          trip(
              REFERENCE,
              ClassPath.COMMON,
              "two edges, waiting = adaptive as by default",
              () -> CulvertRoundTrip.onDefaultDispatcher(WaitMode.ADAPTIVE)),
          trip(
              "culvert-conductor",
              ClassPath.COMMON,
              "two edges, the streams on culvert.conductor-dispatcher",
              () -> CulvertRoundTrip.onConductor(WaitMode.ADAPTIVE)),
          trip(
              "culvert-spin",
              ClassPath.COMMON,
              "two edges, waiting = spin, the streams on culvert.conductor-dispatcher",
              () -> CulvertRoundTrip.onConductor(WaitMode.SPIN)),
          trip(
              "streamrefs",
              ClassPath.COMMON,
              "a SinkRef and a SourceRef over Artery TCP",
              () -> new StreamReferencesRoundTrip()),
          trip(
              "tcp",
              ClassPath.COMMON,
              "one connection of Pekko Tcp, framed by length",
              () -> new TcpRoundTrip()),
          trip(
              "aeron-ipc",
              ClassPath.AERON,
              "two IPC streams between plain threads",
              () -> new AeronRoundTrip()),
          trip(
              "agrona-raw",
              ClassPath.COMMON,
              "two mapped OneToOneRingBuffer between plain threads",
              () -> new AgronaRoundTrip()));

  private Contenders() {}

  private static Entry raw(int batch) {
    return two(
        "culvert-raw-" + batch,
        ClassPath.COMMON,
        "RingWriter and RingReader between plain threads, so many payloads published at once",
        () -> new CulvertRaw(batch));
  }

  private static Entry trip(
      String name, ClassPath classPath, String description, Supplier<RoundTrip> maker) {
    return new Entry(name, false, classPath, description, maker);
  }

  private static Entry two(
      String name, ClassPath classPath, String description, Supplier<TwoJvms> maker) {
    return new Entry(name, false, classPath, description, maker);
  }

  private static Entry one(String name, String description, Supplier<OneJvm> maker) {
    return new Entry(name, true, ClassPath.COMMON, description, maker);
  }

  /**
   * All of them.
   *
   * @return in the order in which they take turns
   */
  public static List<Entry> all() {
    return ALL;
  }

  /**
   * A ring between plain threads, by how many payloads are published at once.
   *
   * @return the smallest number first
   */
  public static SortedMap<Integer, Entry> byBatch() {
    return Collections.unmodifiableSortedMap(BY_BATCH);
  }

  /**
   * All whose throughput can be measured.
   *
   * @return those of a comparison, and those with batches
   */
  public static List<Entry> ofThroughput() {
    return Stream.concat(ALL.stream(), BY_BATCH.values().stream()).toList();
  }

  /**
   * Those of round trips.
   *
   * @return in the order in which they take turns; each makes a {@link RoundTrip}
   */
  public static List<Entry> ofLatency() {
    return OF_LATENCY;
  }

  /**
   * Makes one of them.
   *
   * @param <T> its type
   * @param entries where it is
   * @param name its name
   * @param type its type
   * @return the contender
   * @throws java.util.NoSuchElementException when there is none of that name
   */
  public static <T extends Contender> T make(List<Entry> entries, String name, Class<T> type) {
    return entries.stream()
        .filter(entry -> entry.name().equals(name))
        .findFirst()
        .map(entry -> type.cast(entry.maker().get()))
        .orElseThrow();
  }
}
