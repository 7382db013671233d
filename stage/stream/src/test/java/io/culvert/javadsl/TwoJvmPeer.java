package io.culvert.javadsl;

import com.typesafe.config.ConfigFactory;
import io.culvert.RingSettings;
import io.culvert.codec.Codecs;
import io.culvert.exceptions.RemoteStreamException;
import io.culvert.testing.CheckedElements;
import java.nio.file.Path;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.Done;
import org.apache.pekko.NotUsed;
import org.apache.pekko.actor.ActorSystem;
import org.apache.pekko.stream.javadsl.Sink;
import org.apache.pekko.stream.javadsl.Source;

/**
 * The writing JVM of {@link TwoJvmIT}: its first argument says what it writes, and it prints the
 * outcome.
 */
final class TwoJvmPeer {

  static final String RING = "two-jvm";
  static final long SEED = 20010101;
  static final int MESSAGE_BYTES = 64;

  private TwoJvmPeer() {}

  static ActorSystem system(String name) {
    return ActorSystem.create(
        name,
        ConfigFactory.parseString("pekko.loglevel = WARNING").withFallback(ConfigFactory.load()));
  }

  static RingSettings settings(ActorSystem system, String directory) {
    return RingSettings.create(system)
        .withDirectory(Path.of(directory))
        .withCapacity(128 * 1024)
        .withMaxMessageSize(1024 * 1024);
  }

  static Source<byte[], NotUsed> checked(long count) {
    CheckedElements elements = new CheckedElements(SEED);
    return Source.range(0, (int) count - 1).map(elements::element);
  }

  private static Source<byte[], NotUsed> failingAfter(int count) {
    CheckedElements elements = new CheckedElements(SEED);
    return Source.range(0, count)
        .map(
            number -> {
              if (number == count) {
                throw new IllegalStateException("the source ran dry");
              }
              return elements.element(number);
            });
  }

  /** Does the same work for both streams of the comparison: one array for each element. */
  static Source<byte[], NotUsed> messages(int count) {
    return Source.range(1, count).map(TwoJvmPeer::message);
  }

  private static byte[] message(int number) {
    byte[] message = new byte[MESSAGE_BYTES];
    message[0] = (byte) number;
    return message;
  }

  public static void main(String[] arguments) {
    String mode = arguments[0];
    int count = Integer.parseInt(arguments[2]);
    ActorSystem system = system("peer");
    RingSettings settings = settings(system, arguments[1]);
    try {
      switch (mode) {
        case "complete" -> write(checked(count), settings, system);
        case "fail" -> write(failingAfter(count), settings, system);
        case "endless" -> write(Source.repeat(new byte[MESSAGE_BYTES]), settings, system);
        case "rounds" -> writeRounds(count, Integer.parseInt(arguments[3]), arguments[1], system);
        default -> throw new IllegalArgumentException("unknown mode: mode=" + mode);
      }
      System.out.println("ended: completed");
    } catch (CompletionException e) {
      System.out.println("ended: " + describe(e.getCause()));
    } finally {
      system.terminate();
    }
  }

  private static String describe(Throwable failure) {
    return failure instanceof RemoteStreamException remote
        ? "remote " + remote.remoteClassName() + ": " + remote.remoteMessage()
        : failure.toString();
  }

  private static void write(
      Source<byte[], NotUsed> source, RingSettings settings, ActorSystem system) {
    CompletionStage<Done> published =
        source.runWith(RingSink.create(RING, Codecs.bytes(), settings), system);
    published.toCompletableFuture().join();
  }

  private static void writeRounds(int count, int rounds, String directory, ActorSystem system) {
    RingSettings settings = RingSettings.create(system).withDirectory(Path.of(directory));
    for (int round = 0; round < rounds; round++) {
      messages(count)
          .runWith(RingSink.withControl(RING, Codecs.bytes(), settings), system)
          .drained()
          .toCompletableFuture()
          .join();
    }
  }

  static Sink<byte[], CompletionStage<Long>> total() {
    return Sink.fold(0L, (sum, message) -> sum + message.length);
  }
}
