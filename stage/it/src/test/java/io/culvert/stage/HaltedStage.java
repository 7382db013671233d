package io.culvert.stage;

import com.typesafe.config.ConfigFactory;
import io.culvert.Committable;
import io.culvert.RingSettings;
import io.culvert.codec.Codecs;
import io.culvert.halt.HaltedCalls;
import io.culvert.javadsl.RingControl;
import io.culvert.javadsl.RingSink;
import io.culvert.javadsl.RingSinkControl;
import io.culvert.javadsl.RingSource;
import io.culvert.testing.Await;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.BooleanSupplier;
import org.apache.pekko.Done;
import org.apache.pekko.actor.ActorSystem;
import org.apache.pekko.japi.Pair;
import org.apache.pekko.stream.javadsl.Keep;
import org.apache.pekko.stream.javadsl.Sink;
import org.apache.pekko.stream.javadsl.Source;

/** The main class of a process that dies while it runs one half of a stream of numbers. */
final class HaltedStage {

  /** The length of an element. */
  static final int LENGTH = 1016;

  /** The last number of a stream that reaches its end. */
  static final int LAST = 150;

  /** A step: downstream has an element. */
  static final String HAND_OUT = "hand out";

  /** A step: a commit is done. */
  static final String COMMIT = "commit";

  private static final String READ = "read ";
  private static final String COMMITTED = "committed ";

  /** The halves of a stream. */
  enum Half {
    /** A sink that is to write all numbers. */
    SINK,
    /** A sink whose upstream ends after one number. */
    SHORT_SINK,
    /** A source that releases what is taken. */
    SOURCE,
    /** A source whose elements are committed, each as soon as it arrives. */
    COMMITTED_SOURCE
  }

  private HaltedStage() {}

  /** Runs what the arguments name: directory, ring, half, whether to wait for the other half. */
  public static void main(String[] arguments) {
    ActorSystem system =
        ActorSystem.create(
            "halted",
            ConfigFactory.parseString("pekko.loglevel = WARNING")
                .withFallback(ConfigFactory.load()));
    RingSettings settings =
        RingSettings.create(system)
            .withDirectory(Path.of(arguments[0]))
            .withCapacity(64 * 1024)
            .withPeerTimeout(RingSettings.FOREVER);
    boolean wait = Boolean.parseBoolean(arguments[3]);
    CompletionStage<Done> ended =
        switch (Half.valueOf(arguments[2])) {
          case SINK -> write(arguments[1], settings, LAST + 1, wait, system).published();
          case SHORT_SINK -> write(arguments[1], settings, 1, wait, system).published();
          case SOURCE -> read(arguments[1], settings, wait, system);
          case COMMITTED_SOURCE -> readAndCommit(arguments[1], settings, system);
        };
    ended.toCompletableFuture().join();
    system.terminate(); // not reached if the process dies at its step
  }

  /** Continues after the last number in the ring, with a limited number of elements. */
  static RingSinkControl write(
      String ring, RingSettings settings, int most, boolean wait, ActorSystem system) {
    CompletableFuture<Integer> first = new CompletableFuture<>();
    RingSinkControl control =
        Source.completionStage(first)
            .flatMapConcat(from -> Source.range(from, Math.min(LAST, from + most - 1)))
            .map(HaltedStage::element)
            .runWith(
                RingSink.resumable(ring, Codecs.bytes(), HaltedStage::number, settings), system);
    control
        .resumePoint()
        .thenAcceptAsync(
            found -> {
              awaitIf(wait, () -> control.metrics().doorbell());
              first.complete((int) found.token().orElse(-1) + 1);
            });
    return control;
  }

  private static void awaitIf(boolean wait, BooleanSupplier condition) {
    if (wait) {
      Await.until(condition, () -> "the peer does not attach");
    }
  }

  private static CompletionStage<Done> read(
      String ring, RingSettings settings, boolean wait, ActorSystem system) {
    CompletableFuture<RingControl> control = new CompletableFuture<>();
    Pair<RingControl, CompletionStage<Done>> running =
        RingSource.create(ring, Codecs.bytes(), settings)
            .toMat(
                Sink.foreach(
                    element -> {
                      System.out.println(READ + number(element));
                      HaltedCalls.step(HAND_OUT);
                      awaitIf(wait, () -> control.join().metrics().doorbell());
                    }),
                Keep.both())
            .run(system);
    control.complete(running.first());
    return running.second();
  }

  private static CompletionStage<Done> readAndCommit(
      String ring, RingSettings settings, ActorSystem system) {
    return RingSource.committable(ring, Codecs.bytes(), settings)
        .runWith(Sink.foreach(HaltedStage::commit), system);
  }

  private static void commit(Committable<byte[]> committable) {
    long number = number(committable.element());
    System.out.println(READ + number);
    HaltedCalls.step(HAND_OUT);
    committable
        .commit()
        .thenRun(
            () -> {
              System.out.println(COMMITTED + number);
              HaltedCalls.step(COMMIT);
            });
  }

  /** Returns the last number that it handed out, from its output; -1 if there is none. */
  static int lastRead(String output) {
    return last(output, READ);
  }

  /** Returns the last number whose commit completed, from its output; -1 if there is none. */
  static int lastCommitted(String output) {
    return last(output, COMMITTED);
  }

  private static int last(String output, String prefix) {
    return output
        .lines()
        .filter(line -> line.startsWith(prefix))
        .mapToInt(line -> Integer.parseInt(line.substring(prefix.length())))
        .max()
        .orElse(-1);
  }

  static byte[] element(int number) {
    byte[] element = new byte[LENGTH];
    Arrays.fill(element, (byte) number);
    ByteBuffer.wrap(element).putLong(0, number);
    return element;
  }

  /** Returns the number of an element, which must be whole. */
  static long number(byte[] element) {
    long number = ByteBuffer.wrap(element).getLong(0);
    if (!Arrays.equals(element, element((int) number))) {
      throw new AssertionError("torn: number=" + number);
    }
    return number;
  }
}
