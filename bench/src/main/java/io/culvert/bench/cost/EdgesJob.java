package io.culvert.bench.cost;

import io.culvert.RingSettings;
import io.culvert.bench.work.Counters;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.apache.pekko.Done;
import org.apache.pekko.actor.ActorSystem;

/**
 * What the two JVMs with many edges are given.
 *
 * @param directory of the rings
 * @param edges how many
 * @param size bytes of each payload
 * @param capacity of each ring in bytes
 * @param load what goes through them
 * @param burst how many payloads come at once, of load {@link Load#BURSTS}
 */
record EdgesJob(Path directory, int edges, int size, int capacity, Load load, int burst) {

  /** The child is to collect its garbage, and answers with the bytes that are left on its heap. */
  static final String HEAP = "heap";

  /** The first payload has come through every edge. */
  static final String ATTACHED = "attached";

  private static final int ENDED = 1;

  /** Between two bursts: no shorter than what the scheduler of an actor system can keep to. */
  static final Duration PAUSE = Duration.ofMillis(10);

  /** What goes through edges. */
  enum Load {
    /** One payload, to begin with. */
    IDLE,
    /** As many as get through. */
    BUSY,
    /** Some at once, then a pause in which both sides come to wait. */
    BURSTS
  }

  static EdgesJob parse(List<String> arguments) {
    return new EdgesJob(
        Path.of(arguments.get(0)),
        Integer.parseInt(arguments.get(1)),
        Integer.parseInt(arguments.get(2)),
        Integer.parseInt(arguments.get(3)),
        Load.valueOf(arguments.get(4)),
        Integer.parseInt(arguments.get(5)));
  }

  List<String> format() {
    return List.of(
        directory.toString(),
        String.valueOf(edges),
        String.valueOf(size),
        String.valueOf(capacity),
        load.name(),
        String.valueOf(burst));
  }

  /** Counts what arrives at each edge. */
  Counters counters() {
    return Counters.open(directory.resolve("counters"), edges);
  }

  static String ring(int edge) {
    return "edge-" + edge;
  }

  RingSettings settings(ActorSystem system) {
    return RingSettings.create(system).withDirectory(directory).withCapacity(capacity);
  }

  /**
   * No stream ends before its JVM is killed: one that does would be counted as one that waits, so
   * this JVM, and with it the trial, fails.
   *
   * @param failure null when the stream has completed
   */
  static void onEnd(Done done, Throwable failure) {
    new IllegalStateException("a stream has ended", failure).printStackTrace();
    Runtime.getRuntime().halt(ENDED);
  }

  static String liveHeapBytes() {
    System.gc();
    Runtime runtime = Runtime.getRuntime();
    return String.valueOf(runtime.totalMemory() - runtime.freeMemory());
  }
}
