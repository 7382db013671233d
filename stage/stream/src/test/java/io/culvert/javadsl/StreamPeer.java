package io.culvert.javadsl;

import com.typesafe.config.ConfigFactory;
import io.culvert.RingSettings;
import io.culvert.codec.Codecs;
import io.culvert.testing.ForkedJvm;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.NotUsed;
import org.apache.pekko.actor.ActorSystem;
import org.apache.pekko.japi.Pair;
import org.apache.pekko.stream.javadsl.Sink;
import org.apache.pekko.stream.javadsl.Source;

/**
 * Another JVM that writes consecutive numbers into a ring, beginning after the last one that a
 * predecessor published, or that reads them and checks that none is missing.
 */
final class StreamPeer {

  /** Printed at the end, with the outcome. */
  static final String ENDED = "ended: ";

  /** Printed by a writer that has its role, with the number after which it begins. */
  static final String AFTER = "after: ";

  private static final int PER_SECOND = 10_000;

  private StreamPeer() {}

  /** Starts a JVM that writes until it is cancelled. */
  static ForkedJvm startWriter(Path directory, String ring) {
    return ForkedJvm.start(StreamPeer.class, "write", directory.toString(), ring);
  }

  /** Starts a JVM that reads to the end. */
  static ForkedJvm startReader(Path directory, String ring) {
    return ForkedJvm.start(StreamPeer.class, "read", directory.toString(), ring);
  }

  /** Returns the settings of both JVMs. Wrongly judging the peer dead ends the stream. */
  static RingSettings settings(ActorSystem system, Path directory) {
    return RingSettings.create(system)
        .withDirectory(directory)
        .withCapacity(64 * 1024)
        .withStallAfter(Duration.ofMillis(500))
        .withPeerTimeout(Duration.ZERO);
  }

  /** Returns numbers at a pace that leaves time to other processes. */
  static Source<Long, NotUsed> numbersFrom(long first) {
    return Source.unfold(first, number -> Optional.of(Pair.create(number + 1, number)))
        .throttle(PER_SECOND / 10, Duration.ofMillis(100));
  }

  static Sink<Long, RingSinkControl> sink(String ring, RingSettings settings) {
    return RingSink.resumable(ring, Codecs.int64(), Long::longValue, settings);
  }

  /** Fails at the first number that does not follow its predecessor; returns the last number. */
  static Sink<Long, CompletionStage<Long>> checked() {
    return Sink.fold(0L, StreamPeer::next);
  }

  private static Long next(long former, long number) {
    if (number != former + 1) {
      throw new IllegalStateException("wanted=" + (former + 1) + ", found=" + number);
    }
    return number;
  }

  public static void main(String[] arguments) {
    ActorSystem system =
        ActorSystem.create(
            "peer",
            ConfigFactory.parseString("pekko.loglevel = WARNING")
                .withFallback(ConfigFactory.load()));
    RingSettings settings = settings(system, Path.of(arguments[1]));
    try {
      Object outcome =
          arguments[0].equals("write")
              ? write(arguments[2], settings, system)
              : RingSource.create(arguments[2], Codecs.int64(), settings)
                  .runWith(checked(), system)
                  .toCompletableFuture()
                  .join();
      System.out.println(ENDED + outcome + ";");
    } catch (RuntimeException e) {
      System.out.println(ENDED + e + ";");
    } finally {
      system.terminate();
    }
  }

  private static Object write(String ring, RingSettings settings, ActorSystem system) {
    CompletableFuture<Long> last = new CompletableFuture<>();
    RingSinkControl control =
        Source.completionStage(last)
            .flatMapConcat(number -> numbersFrom(number + 1))
            .runWith(sink(ring, settings), system);
    control.resumePoint().thenAccept(point -> last.complete(point.token().orElse(0)));
    System.out.println(AFTER + last.join() + ";");
    return control.drained().toCompletableFuture().join();
  }
}
