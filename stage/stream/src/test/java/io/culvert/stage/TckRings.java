package io.culvert.stage;

import com.typesafe.config.ConfigFactory;
import io.culvert.RingSettings;
import io.culvert.codec.Codecs;
import io.culvert.javadsl.RingControl;
import io.culvert.javadsl.RingSink;
import io.culvert.javadsl.RingSource;
import io.culvert.testing.Await;
import io.culvert.testing.OpenFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.apache.pekko.Done;
import org.apache.pekko.actor.ActorSystem;
import org.apache.pekko.stream.javadsl.Sink;
import org.apache.pekko.stream.javadsl.Source;
import org.apache.pekko.testkit.javadsl.TestKit;

/** Rings of numbers for the Reactive Streams TCK, whose tests do not use JUnit. */
final class TckRings implements AutoCloseable {

  private final ActorSystem system =
      ActorSystem.create(
          "tck",
          ConfigFactory.parseString("pekko.loglevel = OFF").withFallback(ConfigFactory.load()));
  private final Path directory;
  private final AtomicInteger names = new AtomicInteger();

  TckRings() {
    try {
      directory = Files.createTempDirectory("culvert-tck-");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  ActorSystem system() {
    return system;
  }

  Path directory() {
    return directory;
  }

  String newName() {
    return "ring-" + names.incrementAndGet();
  }

  Source<Integer, RingControl> source(String ring) {
    return RingSource.create(ring, Codecs.int32(), settings(directory));
  }

  Sink<Integer, CompletionStage<Done>> sink(String ring) {
    return RingSink.create(ring, Codecs.int32(), settings(directory));
  }

  RingSettings settings(Path where) {
    return RingSettings.create(system).withDirectory(where).withCapacity(64 * 1024);
  }

  /** Ends all streams, and waits until they have released everything. */
  @Override
  public void close() throws IOException {
    TestKit.shutdownActorSystem(system);
    Await.until(
        () -> OpenFiles.below(directory).isEmpty(),
        () -> "still open: " + OpenFiles.below(directory));
    try (Stream<Path> files = Files.walk(directory)) {
      files.sorted(Comparator.reverseOrder()).forEach(file -> file.toFile().delete());
    }
  }
}
