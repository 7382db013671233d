package io.culvert.javadsl;

import static org.assertj.core.api.Assertions.assertThat;

import io.culvert.RingSettings;
import io.culvert.codec.Codecs;
import io.culvert.testing.Await;
import io.culvert.testing.ForkedJvm;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.pekko.actor.ActorSystem;
import org.apache.pekko.actor.Cancellable;
import org.apache.pekko.stream.javadsl.Keep;
import org.apache.pekko.stream.javadsl.Sink;
import org.apache.pekko.stream.javadsl.Source;
import org.apache.pekko.testkit.javadsl.TestKit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an idle edge costs, and how soon it is awake. Prints both figures. */
@Tag("slow")
class IdleCostIT {

  private static final int EDGES = 100;
  private static final Duration WARM_UP = Duration.ofSeconds(20);
  private static final Duration MEASURED = Duration.ofSeconds(10);
  private static final int ROUND_TRIPS = 1_000;
  private static final int WARM_UP_ROUND_TRIPS = 500;
  private static final Duration PAUSE = Duration.ofMillis(10);

  /** Far above what is promised, and far below one thread that looks for its edge all the time. */
  private static final double BURNING_PERCENT = 10;

  @TempDir Path directory;

  @Test
  void hundredIdleEdgesBetweenTwoJvmsBurnNothing() throws Exception {
    try (ForkedJvm writers = start("write");
        ForkedJvm readers = start("read");
        ForkedJvm nothing = start("nothing")) {
      for (ForkedJvm jvm : List.of(writers, readers, nothing)) {
        Await.until(
            () -> jvm.output().contains(IdlePeer.READY), () -> "not ready: " + jvm.output());
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
    return ForkedJvm.start(IdlePeer.class, mode, directory.toString(), String.valueOf(EDGES));
  }

  /** Time that is measured, not waited for anything. */
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

  @Test
  void anIdleStreamIsAwakeSoon() throws Exception {
    ActorSystem system = IdlePeer.system();
    RingSettings settings = IdlePeer.settings(system, directory.toString());
    try (ForkedJvm echo = ForkedJvm.start(IdlePeer.class, "echo", directory.toString(), "1")) {
      List<Long> nanos = new ArrayList<>();
      CompletionStage<?> measured =
          RingSource.create(IdlePeer.PONG, Codecs.int64(), settings)
              .map(sent -> System.nanoTime() - sent)
              .drop(WARM_UP_ROUND_TRIPS)
              .take(ROUND_TRIPS)
              .runWith(Sink.foreach(nanos::add), system);
      Cancellable pinging =
          Source.tick(PAUSE, PAUSE, "ping")
              .map(tick -> System.nanoTime())
              .toMat(RingSink.create(IdlePeer.PING, Codecs.int64(), settings), Keep.left())
              .run(system);
      await(measured, echo);
      pinging.cancel();
      assertThat(nanos).hasSize(ROUND_TRIPS).allMatch(time -> time > 0);
      nanos.sort(null);
      System.out.printf(
          "idle round trip through two streams and back, %d times, one each %d ms:"
              + " p50 %.0f us, p90 %.0f us, p99 %.0f us%n",
          ROUND_TRIPS, PAUSE.toMillis(), micros(nanos, 50), micros(nanos, 90), micros(nanos, 99));
    } finally {
      TestKit.shutdownActorSystem(system);
    }
  }

  private static void await(CompletionStage<?> measured, ForkedJvm echo) throws Exception {
    try {
      measured.toCompletableFuture().get(2, TimeUnit.MINUTES);
    } catch (TimeoutException e) {
      throw new AssertionError("the echo does not answer: " + echo.output(), e);
    }
  }

  private static double micros(List<Long> sortedNanos, int percentile) {
    return sortedNanos.get(sortedNanos.size() * percentile / 100) / 1_000.0;
  }
}
