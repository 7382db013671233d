package io.culvert.javadsl;

import static org.assertj.core.api.Assertions.assertThat;

import io.culvert.RingAttributes;
import io.culvert.RingSettings;
import io.culvert.codec.Codecs;
import io.culvert.testing.Await;
import io.culvert.testing.ForkedJvm;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.apache.pekko.actor.ActorSystem;
import org.apache.pekko.stream.ActorAttributes;
import org.apache.pekko.stream.Attributes;
import org.apache.pekko.stream.BoundedSourceQueue;
import org.apache.pekko.stream.javadsl.Keep;
import org.apache.pekko.stream.javadsl.Sink;
import org.apache.pekko.stream.javadsl.Source;
import org.apache.pekko.testkit.javadsl.TestKit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The CPU time that an idle edge takes, and how soon it wakes. Prints both figures. */
@Tag("slow")
class IdleCostIT {

  private static final int EDGES = 100;
  private static final Duration WARM_UP = Duration.ofSeconds(20);
  private static final Duration MEASURED = Duration.ofSeconds(10);
  private static final String DEFAULT_DISPATCHER = "pekko.actor.default-dispatcher";
  private static final int ROUND_TRIPS = 1_000;

  /** Enough round trips without pauses for the JVM to compile what they run. */
  private static final int WARM_UP_ROUND_TRIPS = 20_000;

  /** Far above the promised cost, and far below that of one thread that polls all the time. */
  private static final double BURNING_PERCENT = 10;

  @TempDir Path directory;

  @Test
  void shouldUseLittleCpuWhenHundredEdgesAreIdle() throws Exception {
    try (ForkedJvm writers = start("write");
        ForkedJvm readers = start("read");
        ForkedJvm nothing = start("nothing")) {
      for (ForkedJvm jvm : List.of(writers, readers, nothing)) {
        Await.until(
            () -> jvm.output().contains(IdleCostPeer.READY), () -> "not ready: " + jvm.output());
      }
      pass(writers, WARM_UP);
      Duration[] before = {used(writers), used(readers), used(nothing)};
      pass(writers, MEASURED);
      double writing = percent(used(writers).minus(before[0]));
      double reading = percent(used(readers).minus(before[1]));
      System.out.printf(
          "idle: %d edges, of one core for %d s: writing JVM %.1f %%, reading JVM %.1f %%,"
              + " actor system without edges %.1f %%%n",
          EDGES, MEASURED.toSeconds(), writing, reading, percent(used(nothing).minus(before[2])));
      assertThat(writing).isLessThan(BURNING_PERCENT);
      assertThat(reading).isLessThan(BURNING_PERCENT);
    }
  }

  private ForkedJvm start(String mode) {
    return ForkedJvm.start(IdleCostPeer.class, mode, directory.toString(), String.valueOf(EDGES));
  }

  /** Lets time pass that is measured. */
  private static void pass(ForkedJvm jvm, Duration time) throws InterruptedException {
    if (jvm.process().waitFor(time.toMillis(), TimeUnit.MILLISECONDS)) {
      throw new AssertionError("the JVM has ended: " + jvm.output());
    }
  }

  private static Duration used(ForkedJvm jvm) {
    return jvm.process().info().totalCpuDuration().orElseThrow();
  }

  private static double percent(Duration used) {
    return 100.0 * used.toNanos() / MEASURED.toNanos();
  }

  /**
   * Prints the round trip beside the least that a wake-up over a socket costs on this machine at
   * the same pace, with two threads that block.
   */
  @ParameterizedTest
  @CsvSource({
    DEFAULT_DISPATCHER + ", 0",
    DEFAULT_DISPATCHER + ", 1",
    DEFAULT_DISPATCHER + ", 10",
    RingAttributes.CONDUCTOR_DISPATCHER + ", 0",
    RingAttributes.CONDUCTOR_DISPATCHER + ", 1",
    RingAttributes.CONDUCTOR_DISPATCHER + ", 10",
  })
  void shouldMeasureRoundTripOfIdleStream(String dispatcher, int pauseMillis) throws Exception {
    ActorSystem system = IdleCostPeer.system();
    RingSettings settings = IdleCostPeer.settings(system, directory.toString());
    try (ForkedJvm echo =
            ForkedJvm.start(IdleCostPeer.class, "echo", directory.toString(), "1", dispatcher);
        SocketChannel socket = connect(echo)) {
      RoundTrip stream = throughStreams(settings, ActorAttributes.dispatcher(dispatcher), system);
      ByteBuffer oneByte = ByteBuffer.allocate(1);
      List<Long> streamNanos = new ArrayList<>();
      List<Long> socketNanos = new ArrayList<>();
      for (int i = 0; i < WARM_UP_ROUND_TRIPS; i++) {
        stream.nanos();
        throughSocket(socket, oneByte);
      }
      for (int i = 0; i < ROUND_TRIPS; i++) {
        pass(echo, Duration.ofMillis(pauseMillis));
        streamNanos.add(stream.nanos());
        pass(echo, Duration.ofMillis(pauseMillis));
        socketNanos.add(throughSocket(socket, oneByte));
      }
      print(dispatcher + ", pause " + pauseMillis + " ms", streamNanos, socketNanos);
    } finally {
      TestKit.shutdownActorSystem(system);
    }
  }

  private SocketChannel connect(ForkedJvm echo) throws IOException {
    Await.until(
        () -> echo.output().contains(IdleCostPeer.READY), () -> "not ready: " + echo.output());
    return SocketChannel.open(IdleCostPeer.socket(directory.toString()));
  }

  /** From the first sink to the last source. */
  private interface RoundTrip {
    long nanos() throws InterruptedException;
  }

  private static RoundTrip throughStreams(
      RingSettings settings, Attributes dispatcher, ActorSystem system) {
    BlockingQueue<Long> taken = new LinkedBlockingQueue<>();
    RingSource.create(IdleCostPeer.PONG, Codecs.int64(), settings)
        .to(Sink.foreach(sent -> taken.add(System.nanoTime() - sent)))
        .withAttributes(dispatcher)
        .run(system);
    BoundedSourceQueue<String> pings =
        Source.<String>queue(1)
            .map(ping -> System.nanoTime())
            .toMat(RingSink.create(IdleCostPeer.PING, Codecs.int64(), settings), Keep.left())
            .withAttributes(dispatcher)
            .run(system);
    return () -> {
      pings.offer("ping");
      Long nanos = taken.poll(2, TimeUnit.MINUTES);
      assertThat(nanos).as("an answer").isNotNull();
      return nanos;
    };
  }

  private static long throughSocket(SocketChannel socket, ByteBuffer oneByte) throws IOException {
    long sent = System.nanoTime();
    socket.write(oneByte.clear());
    socket.read(oneByte.clear());
    return System.nanoTime() - sent;
  }

  private static void print(String waitPolicy, List<Long> streamNanos, List<Long> socketNanos) {
    assertThat(streamNanos).hasSize(ROUND_TRIPS).allMatch(time -> time > 0);
    Collections.sort(streamNanos);
    Collections.sort(socketNanos);
    double stream = micros(streamNanos, 50);
    double socket = micros(socketNanos, 50);
    System.out.printf(
        "idle round trip through two streams and back, %s: p50 %.0f us, p90 %.0f us,"
            + " p99 %.0f us; a byte through a socket and back: p50 %.0f us, ratio %.1f%n",
        waitPolicy,
        stream,
        micros(streamNanos, 90),
        micros(streamNanos, 99),
        socket,
        stream / socket);
  }

  private static double micros(List<Long> sortedNanos, int percentile) {
    return sortedNanos.get(sortedNanos.size() * percentile / 100) / 1_000.0;
  }
}
