package io.culvert.stage;

import com.typesafe.config.ConfigFactory;
import io.culvert.RingSettings;
import io.culvert.codec.Codecs;
import io.culvert.exceptions.RingStorageException;
import io.culvert.javadsl.RingControl;
import io.culvert.javadsl.RingSink;
import io.culvert.javadsl.RingSinkControl;
import io.culvert.javadsl.RingSource;
import io.culvert.testing.Await;
import io.culvert.testing.OpenFiles;
import java.nio.file.Path;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.pekko.Done;
import org.apache.pekko.NotUsed;
import org.apache.pekko.actor.ActorSystem;
import org.apache.pekko.japi.Pair;
import org.apache.pekko.stream.javadsl.Keep;
import org.apache.pekko.stream.javadsl.Sink;
import org.apache.pekko.stream.javadsl.Source;

/** A JVM whose ring is truncated while its streams run. It prints how they end. */
final class StorageFaultPeer {

  static final String RING = "truncated";
  static final int CAPACITY = 1024 * 1024;
  static final String READY = "ready";

  /** The state of its streams when the ring is truncated. */
  enum Work {
    /** Both wait for an element that never arrives. */
    IDLE,
    /** The sink waits for room. */
    FULL,
    /** Elements pass all the time. */
    BUSY
  }

  /** Enough elements for the JVM to compile all code that it ever compiles. */
  private static final int WARM_UP = 400_000;

  private StorageFaultPeer() {}

  /** Arguments: directory, work, and optionally a word for a long warm-up. */
  public static void main(String[] arguments) throws Exception {
    Path directory = Path.of(arguments[0]);
    ActorSystem system =
        ActorSystem.create(
            "truncated",
            ConfigFactory.parseString("pekko.loglevel = ERROR").withFallback(ConfigFactory.load()));
    RingSettings settings =
        RingSettings.create(system).withDirectory(directory).withCapacity(CAPACITY);
    stream(system, settings, "warm-up", arguments.length > 2 ? WARM_UP : 1_000);
    switch (Work.valueOf(arguments[1])) {
      case IDLE -> {
        RingSinkControl sink =
            Source.<byte[]>maybe()
                .runWith(RingSink.withControl(RING, Codecs.bytes(), settings), system);
        Pair<RingControl, CompletionStage<Done>> source =
            RingSource.create(RING, Codecs.bytes(), settings)
                .toMat(Sink.ignore(), Keep.both())
                .run(system);
        sink.resumePoint().toCompletableFuture().join();
        Await.until(
            () -> source.first().metrics().parkings() > 0, () -> "the source does not wait");
        System.out.println(READY);
        print("sink", sink.published());
        print("source", source.second());
      }
      case FULL -> {
        RingSinkControl control =
            Source.repeat(new byte[1_000])
                .runWith(RingSink.withControl(RING, Codecs.bytes(), settings), system);
        Await.until(() -> control.metrics().parkings() > 0, () -> "the ring is not full");
        System.out.println(READY);
        print("sink", control.published());
      }
      case BUSY -> {
        AtomicLong count = new AtomicLong();
        CompletionStage<Done> sent = send(system, settings, Source.repeat(new byte[100]));
        CompletionStage<Done> received = receive(system, settings, count);
        Await.until(() -> count.get() > 1_000, () -> "nothing passes");
        System.out.println(READY);
        print("sink", sent);
        print("source", received);
      }
    }
    stream(system, settings, "second", 1_000);
    System.out.println("second: ok");
    Await.until(() -> OpenFiles.below(directory).isEmpty(), () -> "" + OpenFiles.below(directory));
    System.out.println("left: nothing");
    system.terminate();
    system.getWhenTerminated().toCompletableFuture().join();
    System.out.println("terminated");
  }

  private static CompletionStage<Done> send(
      ActorSystem system, RingSettings settings, Source<byte[], ?> source) {
    return source.runWith(RingSink.create(RING, Codecs.bytes(), settings), system);
  }

  private static CompletionStage<Done> receive(
      ActorSystem system, RingSettings settings, AtomicLong count) {
    return RingSource.create(RING, Codecs.bytes(), settings)
        .runWith(Sink.foreach(element -> count.incrementAndGet()), system);
  }

  private static void stream(ActorSystem system, RingSettings settings, String ring, int count) {
    Source<byte[], NotUsed> elements = Source.range(1, count).map(number -> new byte[64]);
    CompletionStage<Done> sent =
        elements.runWith(RingSink.create(ring, Codecs.bytes(), settings), system);
    RingSource.create(ring, Codecs.bytes(), settings)
        .runWith(Sink.ignore(), system)
        .toCompletableFuture()
        .join();
    sent.toCompletableFuture().join();
  }

  private static void print(String what, CompletionStage<Done> stream) {
    try {
      stream.toCompletableFuture().join();
      System.out.println(what + ": completed");
    } catch (CompletionException e) {
      System.out.println(
          what
              + ": "
              + (e.getCause() instanceof RingStorageException storage
                  ? "storage " + storage.reason()
                  : e.getCause()));
    }
  }
}
