package io.culvert.bench.contender;

import io.culvert.bench.contender.aeron.AeronIpc;
import io.culvert.bench.contender.agrona.AgronaRaw;
import io.culvert.bench.contender.chronicle.ChronicleQueueFile;
import io.culvert.bench.contender.culvert.CulvertRaw;
import io.culvert.bench.contender.culvert.CulvertStream;
import io.culvert.bench.contender.grpc.GrpcStream;
import io.culvert.bench.contender.limit.LimitRing;
import io.culvert.bench.contender.limit.LimitThread;
import io.culvert.bench.contender.pekko.InOneSystem;
import io.culvert.bench.contender.pekko.StreamReferencesStream;
import io.culvert.bench.contender.pekko.TcpStream;
import io.culvert.bench.contender.socket.UnixSocket;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** The contenders whose throughput is measured. */
@SuppressWarnings("Convert2MethodRef") // A method reference would load the library of a contender.
final class Throughput {

  /** From one JVM to the next one their rates differ more than those of others. */
  private static final int PAIRS_OF_BISTABLE = 6;

  private static final int PAIRS_OF_STREAM_REFS = 3;
  private static final Duration WARM_UP_OF_STREAM_REFS = Duration.ofSeconds(8);

  private static final String SPINNING_THREADS =
      "no backpressure to upstream, no completion, no supervision; burns a core on each side while"
          + " it waits";
  private static final String BLOCKING_THREADS =
      "no stream: plain threads that block, no supervision";
  private static final String IN_ONE_JVM = "does not leave its JVM";
  private static final String LIMIT = "everything: it is a limit, not an alternative";

  private static final String COND_CARD_MARK = "-XX:+UseCondCardMark";
  private static final String NO_BOUNDS_CHECKS = "-Dagrona.disable.bounds.checks=true";

  private static final String PATIENT_TIMEOUTS =
      "timeouts of driver and clients are an hour, so that it survives being frozen";
  private static final String STREAM_REFS_WINDOW =
      "stream-ref.buffer-capacity = 1024, fewer if payloads are large (Pekko, Stream Refs,"
          + " configuration)";

  static final SortedMap<Integer, Entry> BY_BATCH =
      new TreeMap<>(Map.of(1, batch(1), 8, batch(8), 64, batch(64), 512, batch(512)));

  static final List<Entry> ALL = all();

  private Throughput() {}

  private static Entry batch(int batch) {
    return raw("culvert-raw-" + batch, batch);
  }

  private static Entry raw(String name, int batch) {
    return Entry.inTwoJvms(name, () -> new CulvertRaw(batch))
        .does(
            "RingWriter and RingReader between plain threads, published in batches of %d."
                .formatted(batch))
        .lacks(SPINNING_THREADS)
        .pairs(PAIRS_OF_BISTABLE);
  }

  private static List<Entry> all() {
    return Stream.of(ofCulvert(), inOneJvm(), ofPekko(), ofSockets(), ofSharedMemory(), limits())
        .flatMap(List::stream)
        .toList();
  }

  private static List<Entry> ofCulvert() {
    return List.of(
        Entry.inTwoJvms(Contenders.REFERENCE, () -> new CulvertStream())
            .does("RingSink in one JVM, RingSource in the other one, with Culvert's defaults.")
            .pairs(PAIRS_OF_BISTABLE)
            .headline(),
        raw("culvert-raw", 1),
        raw("culvert-raw-32", 32)
            .tuned("32 payloads are published at once (Javadoc of RingWriter: commit, publish)"));
  }

  private static Entry edgeOnHeap(String name) {
    return Entry.inOneJvm(name, () -> InOneSystem.edgeOnHeap())
        .does("A stream with Edge between its halves, elements in a queue on the heap.")
        .lacks(IN_ONE_JVM)
        .pairs(PAIRS_OF_BISTABLE);
  }

  private static List<Entry> inOneJvm() {
    return List.of(
        edgeOnHeap("culvert-edge-heap"),
        edgeOnHeap("culvert-edge-heap-tuned")
            .tuned(
                "UseCondCardMark, against false sharing of the card table (D. Dice, False sharing induced by card table marking)")
            .flags(COND_CARD_MARK)
            .headline(),
        Entry.inOneJvm("culvert-edge-shared", () -> InOneSystem.edgeInSharedMemory())
            .does("A stream with Edge between its halves, elements in a ring in shared memory.")
            .lacks(IN_ONE_JVM)
            .pairs(PAIRS_OF_BISTABLE),
        Entry.inOneJvm("fused", () -> InOneSystem.fused())
            .does("The same stream without any boundary: one thread does it all.")
            .lacks("does not leave its JVM, nor its thread")
            .headline(),
        Entry.inOneJvm("async", () -> InOneSystem.async())
            .does("The same stream with Pekko's .async() between its halves, with defaults.")
            .lacks(IN_ONE_JVM),
        Entry.inOneJvm("async-tuned", () -> InOneSystem.asyncWithBuffer())
            .does("The same stream with Pekko's .async() between its halves.")
            .lacks(IN_ONE_JVM)
            .tuned(
                "Attributes.inputBuffer(256, 256) (Pekko, Buffers and working with rate);"
                    + " UseCondCardMark (see culvert-edge-heap-tuned)")
            .flags(COND_CARD_MARK)
            .headline());
  }

  private static Entry streamReferences(String name, Supplier<TwoJvms> maker) {
    return Entry.inTwoJvms(name, maker)
        .pairs(PAIRS_OF_STREAM_REFS)
        .warmUp(WARM_UP_OF_STREAM_REFS)
        .runsAlone();
  }

  private static List<Entry> ofPekko() {
    return List.of(
        streamReferences("streamrefs", () -> new StreamReferencesStream(false, false))
            .does("A SinkRef over Artery TCP, with Pekko's defaults: a window of 32 elements."),
        streamReferences("streamrefs-1024", () -> new StreamReferencesStream(true, false))
            .does("A SinkRef over Artery TCP with a window of 1024 elements.")
            .tuned(STREAM_REFS_WINDOW)
            .headline(),
        streamReferences("streamrefs-batched", () -> new StreamReferencesStream(true, true))
            .does("A SinkRef over Artery TCP whose elements are batches of payloads.")
            .tuned(
                STREAM_REFS_WINDOW
                    + "; groupedWeightedWithin: 64 payloads, 64 KiB or 1 ms an element"),
        Entry.inTwoJvms("tcp", () -> new TcpStream(false))
            .does("Pekko Tcp on the loopback interface, Pekko's framing, with defaults."),
        Entry.inTwoJvms("tcp-batched", () -> new TcpStream(true))
            .does("Pekko Tcp on the loopback interface, many frames in a ByteString.")
            .tuned(
                "groupedWeightedWithin: 32 KiB or 1 ms; a decoder that reads buffers in place;"
                    + " tcp.write-buffer-size and direct-buffer-size 256 KiB (comments in"
                    + " Pekko's reference.conf)")
            .headline());
  }

  private static List<Entry> ofSockets() {
    return List.of(
        Entry.inTwoJvms("uds", () -> new UnixSocket(false))
            .does("A Unix domain socket between plain threads, one write for each payload.")
            .lacks(BLOCKING_THREADS),
        Entry.inTwoJvms("uds-batched", () -> new UnixSocket(true))
            .does("A Unix domain socket between plain threads, one write for 64 KiB of payloads.")
            .lacks(BLOCKING_THREADS)
            .tuned("fewer calls to the kernel: a full buffer is written, or the last one")
            .headline(),
        Entry.inTwoJvms("grpc", () -> new GrpcStream())
            .on(ClassPath.GRPC)
            .does("One client streaming call of gRPC over a Unix domain socket, on epoll.")
            .lacks("completion and backpressure are there, but no stream of Pekko")
            .tuned(
                "isReady before each payload, ready up to 1 MiB, no Protocol Buffers, directExecutor"
                    + " (gRPC, Performance Best Practices; Javadoc of ServerBuilder and CallOptions)"));
  }

  private static Entry agrona(String name, int readLimit) {
    return Entry.inTwoJvms(name, () -> new AgronaRaw(readLimit))
        .does("A mapped Agrona OneToOneRingBuffer between plain threads, tryClaim and commit.")
        .lacks(SPINNING_THREADS)
        .pairs(PAIRS_OF_BISTABLE);
  }

  private static Entry aeron(String name, boolean tuned) {
    return Entry.inTwoJvms(name, () -> new AeronIpc(tuned))
        .on(ClassPath.AERON)
        .does("Aeron IPC, an exclusive publication; the receiver's JVM has the media driver.")
        .lacks(SPINNING_THREADS);
  }

  private static Entry chronicle(String name, boolean tuned) {
    return Entry.inTwoJvms(name, () -> new ChronicleQueueFile(tuned))
        .on(ClassPath.CHRONICLE)
        .does("Chronicle Queue in shared memory, appender and tailer in plain threads.")
        .lacks(
            "keeps everything, so a slow tailer holds no appender back; burns a core on the"
                + " side of the tailer")
        .runsAlone();
  }

  private static List<Entry> ofSharedMemory() {
    return List.of(
        agrona("agrona-raw", 64).headline(),
        agrona("agrona-raw-tuned", 256)
            .tuned("no bounds checks (scripts of Aeron's samples), reads of up to 256 messages")
            .flags(NO_BOUNDS_CHECKS),
        aeron("aeron-ipc", false).tuned(PATIENT_TIMEOUTS),
        aeron("aeron-ipc-tuned", true)
            .tuned(
                "tryClaim, no bounds checks, IPC MTU 8 KiB (embedded-exclusive-claim-ipc-throughput"
                    + " of Aeron's samples), no FragmentAssembler where a payload is one fragment,"
                    + " polls of up to 256; "
                    + PATIENT_TIMEOUTS)
            .flags(NO_BOUNDS_CHECKS)
            .headline(),
        chronicle("chronicle", false),
        chronicle("chronicle-tuned", true)
            .tuned(
                "sparse index, blocks of 256 MiB (README: indexSpacing, blockSize; ThroughputPerfMain of"
                    + " Chronicle Queue), raw bytes (FAQ), no bounds checks and no check of"
                    + " threads (system properties of Chronicle Bytes and Core)")
            .flags("-Dbytes.bounds.unchecked=true", "-Ddisable.single.threaded.check=true")
            .headline());
  }

  private static List<Entry> limits() {
    return List.of(
        Entry.inTwoJvms("limit-ring", () -> new LimitRing(1))
            .does("A minimal ring between plain threads: two positions, no checks, no states.")
            .lacks(LIMIT)
            .flags(NO_BOUNDS_CHECKS)
            .pairs(PAIRS_OF_BISTABLE),
        Entry.inTwoJvms("limit-ring-32", () -> new LimitRing(32))
            .does("A minimal ring between plain threads whose tail moves every 32 payloads.")
            .lacks(LIMIT)
            .flags(NO_BOUNDS_CHECKS)
            .pairs(PAIRS_OF_BISTABLE),
        Entry.inOneJvm("limit-alloc", () -> LimitThread.alloc())
            .does("One thread creates and checks each payload: the work that all have in common.")
            .lacks(LIMIT),
        Entry.inOneJvm("limit-copy", () -> LimitThread.copy())
            .does("One thread copies each payload out of the heap and back.")
            .lacks(LIMIT));
  }
}
