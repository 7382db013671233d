package io.culvert.bench.micro;

import io.culvert.RingSettings;
import io.culvert.bench.contender.Systems;
import io.culvert.bench.work.Workplace;
import io.culvert.codec.Codecs;
import io.culvert.javadsl.RingSink;
import io.culvert.javadsl.RingSource;
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
 * Each stage by itself: the sink fills a ring that has room for everything, then the source empties
 * it. The baseline is a stream without either.
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
  private Workplace workplace;
  private ActorSystem system;
  private RingSettings settings;

  /** Starts an actor system. */
  @Setup
  public void start() {
    workplace = Workplace.create();
    system = Systems.create();
    settings =
        RingSettings.create(system).withDirectory(workplace.directory()).withCapacity(CAPACITY);
  }

  /** Stops the actor system. */
  @TearDown
  public void stop() {
    system.terminate();
    system.getWhenTerminated().toCompletableFuture().join();
    workplace.close();
  }

  /** Measures the stream without an edge, for each element. */
  @Benchmark
  @OperationsPerInvocation(ELEMENTS)
  public Done baseline() {
    return elements.runWith(Sink.ignore(), system).toCompletableFuture().join();
  }

  /** Measures sink and source one after the other, for each element, with the ring's creation. */
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
