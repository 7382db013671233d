package io.culvert.bench.micro;

import io.culvert.RingSettings;
import io.culvert.bench.contender.Systems;
import io.culvert.codec.Codecs;
import io.culvert.javadsl.RingSink;
import io.culvert.javadsl.RingSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.concurrent.TimeUnit;
import org.apache.pekko.Done;
import org.apache.pekko.NotUsed;
import org.apache.pekko.actor.ActorSystem;
import org.apache.pekko.stream.javadsl.Sink;
import org.apache.pekko.stream.javadsl.Source;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * The stages, each alone: the sink fills a ring that has room for everything, then the source
 * empties it. The baseline is a stream without either.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(2)
@Warmup(iterations = 10, time = 1)
@Measurement(iterations = 5, time = 1)
public class StageBenchmark {

  private static final int ELEMENTS = 100_000;
  private static final int CAPACITY = 1 << 24;
  private static final String RING = "micro";

  private final Source<byte[], NotUsed> elements =
      Source.from(Collections.nCopies(ELEMENTS, new byte[64]));
  private Path directory;
  private ActorSystem system;
  private RingSettings settings;

  /**
   * Starts an actor system.
   *
   * @throws IOException when there is no place for rings
   */
  @Setup
  public void start() throws IOException {
    directory = Files.createTempDirectory("culvert-micro-");
    system = Systems.create();
    settings = RingSettings.create(system).withDirectory(directory).withCapacity(CAPACITY);
  }

  /**
   * Stops it.
   *
   * @throws IOException when the rings cannot be removed
   */
  @TearDown
  public void stop() throws IOException {
    system.terminate();
    system.getWhenTerminated().toCompletableFuture().join();
    try (var files = Files.list(directory)) {
      for (Path file : files.toList()) {
        Files.delete(file);
      }
    }
    Files.delete(directory);
  }

  /**
   * The stream without an edge, an element.
   *
   * @return the end
   */
  @Benchmark
  @OperationsPerInvocation(ELEMENTS)
  public Done baseline() {
    return elements.runWith(Sink.ignore(), system).toCompletableFuture().join();
  }

  /**
   * Sink and source one after the other, an element; making and removing the ring included.
   *
   * @return the end
   */
  @Benchmark
  @OperationsPerInvocation(ELEMENTS)
  public Done sinkThenSource() {
    elements
        .runWith(RingSink.create(RING, Codecs.bytes(), settings), system)
        .toCompletableFuture()
        .join();
    return RingSource.create(RING, Codecs.bytes(), settings)
        .runWith(Sink.ignore(), system)
        .toCompletableFuture()
        .join();
  }
}
