package io.culvert.bench.cost;

import io.culvert.RingSettings;
import io.culvert.bench.contender.Systems;
import io.culvert.bench.jvm.Channel;
import io.culvert.bench.jvm.Worker;
import io.culvert.bench.work.Counters;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.apache.pekko.Done;
import org.apache.pekko.actor.ActorSystem;

/**
 * The arguments of the two JVMs with many edges, and what both do alike.
 *
 * @param directory of the rings
 * @param edges how many
 * @param size bytes of each payload
 * @param capacity of each ring in bytes
 * @param load that the edges carry
 * @param burst how many payloads a burst of load {@link Load#BURSTS} has
 */
record EdgesJob(Path directory, int edges, int size, int capacity, Load load, int burst) {

  /** Makes the child collect its garbage, and answer with the bytes that are left on its heap. */
  static final String HEAP = "heap";

  /** Every edge has carried its first payload. */
  static final String ATTACHED = "attached";

  private static final int ENDED = 1;

  /** Time between two bursts: no shorter than what the scheduler of an actor system can keep. */
  static final Duration PAUSE = Duration.ofMillis(10);

  /** The load that edges carry. */
  enum Load {
    /** One payload, at the beginning. */
    IDLE,
    /** As many payloads as they can carry. */
    BUSY,
    /** Some payloads at once, then a pause in which both sides begin to wait. */
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

  /** Returns the counters of what arrives at each edge. */
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
   * Fails this JVM, and so the trial, when a stream ends. The trial kills its JVMs before any
   * stream ends; a stream that ends earlier would be counted as one that waits.
   *
   * @param failure null if the stream has completed
   */
  static void onEnd(Done done, Throwable failure) {
    new IllegalStateException("a stream has ended", failure).printStackTrace();
    Runtime.getRuntime().halt(ENDED);
  }

  /** Creates the actor system of this JVM, and returns when the bench lets the edges begin. */
  static ActorSystem begin(Channel channel) throws InterruptedException {
    CountDownLatch start = new CountDownLatch(1);
    channel.on(
        HEAP,
        text -> {
          System.gc();
          Runtime runtime = Runtime.getRuntime();
          channel.say(HEAP, String.valueOf(runtime.totalMemory() - runtime.freeMemory()));
        });
    channel.on(Worker.START, text -> start.countDown());
    channel.listen();
    ActorSystem system = Systems.create();
    channel.say(Worker.READY, "");
    start.await();
    return system;
  }
}
