package io.culvert.javadsl;

import static io.culvert.testing.Await.result;
import static org.assertj.core.api.Assertions.assertThat;

import io.culvert.RingSettings;
import io.culvert.codec.Codecs;
import io.culvert.fixture.StageFixture;
import io.culvert.peer.WaitStrategy;
import io.culvert.testing.Await;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.stream.IntStream;
import org.apache.pekko.Done;
import org.apache.pekko.japi.Pair;
import org.apache.pekko.stream.javadsl.Keep;
import org.apache.pekko.stream.javadsl.Sink;
import org.apache.pekko.stream.javadsl.Source;
import org.apache.pekko.stream.testkit.TestPublisher;
import org.apache.pekko.stream.testkit.TestSubscriber;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Whole streams in each mode of waiting, with and without a doorbell. */
@Tag("waits")
class WaitStrategyTest {

  @RegisterExtension static final StageFixture fixture = StageFixture.create();

  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

  /** More than the ring holds, so that each side sometimes waits for its peer. */
  private static final List<String> TEXTS =
      IntStream.range(0, 5_000).mapToObj(number -> "text " + number).toList();

  @ParameterizedTest
  @EnumSource(WaitStrategy.class)
  void shouldDeliverStreamInEachWaitStrategy(WaitStrategy mode) {
    assertPasses(fixture.settings().withWaiting(mode));
  }

  @Test
  void shouldDeliverStreamWhenSpinDurationIsZero() {
    assertPasses(fixture.settings().withWaiting(WaitStrategy.SPIN).withSpinDuration(Duration.ZERO));
  }

  @ParameterizedTest
  @EnumSource(WaitStrategy.class)
  void shouldDeliverStreamWhenPathIsTooLongForSocket(WaitStrategy mode) throws IOException {
    Path deep = fixture.directory().resolve("d".repeat(100) + ".lock");
    Files.createDirectory(deep);
    assertPasses(fixture.settings().withDirectory(deep.resolve("rings")).withWaiting(mode));
  }

  private static void assertPasses(RingSettings settings) {
    CompletionStage<Done> sent =
        Source.from(TEXTS)
            .runWith(
                RingSink.create(fixture.name(), Codecs.utf8(), settings), fixture.materializer());
    CompletionStage<List<String>> received =
        RingSource.create(fixture.name(), Codecs.utf8(), settings)
            .runWith(Sink.seq(), fixture.materializer());
    assertThat(result(received)).isEqualTo(TEXTS);
    result(sent);
  }

  /** The peer is a plain thread, so the metrics report no doorbell. */
  @Test
  void shouldDeliverElementsWithoutDoorbell() {
    fixture.ringStays(fixture.name());
    var ring = fixture.raw();
    Pair<RingControl, TestSubscriber.Probe<String>> running =
        fixture.source().toMat(fixture.downstream(), Keep.both()).run(fixture.materializer());
    running.second().request(3);
    ring.write("a");
    running.second().expectNext("a");
    assertThat(running.first().metrics().doorbell()).isFalse();
    ring.write("b");
    running.second().expectNext("b");
    running.first().stop();
    ring.writer().close();
  }

  @Test
  void shouldStopSpinningWhenSpinDurationElapses() {
    Duration spin = Duration.ofSeconds(2);
    RingSettings settings =
        fixture.settings().withWaiting(WaitStrategy.SPIN).withSpinDuration(spin);
    Pair<TestPublisher.Probe<String>, CompletionStage<Done>> sink =
        fixture
            .upstream()
            .toMat(RingSink.create(fixture.name(), Codecs.utf8(), settings), Keep.both())
            .run(fixture.materializer());
    TestSubscriber.Probe<String> source =
        RingSource.create(fixture.name(), Codecs.utf8(), settings)
            .runWith(fixture.downstream(), fixture.materializer());
    sink.first().sendNext("first");
    source.request(10).expectNext("first");
    long begin = System.nanoTime();
    double spinning = conductorLoad(Duration.ofMillis(200));
    // Before the spin duration elapses, a small load only shows that other threads use the
    // cores.
    Await.until(
        () -> System.nanoTime() - begin >= spin.toNanos(), () -> "the time does not elapse");
    Await.until(
        () -> conductorLoad(Duration.ofMillis(300)) < 0.03,
        () -> "the conductor does not stop spinning");
    double idle = conductorLoad(Duration.ofMillis(500));
    assertThat(idle).as("of a core, when idle").isLessThan(0.05);
    assertThat(spinning).as("of a core, when spinning").isGreaterThan(4 * idle);
    sink.first().sendNext("second").sendComplete();
    source.expectNext("second").expectComplete();
    result(sink.second());
  }

  /** Returns the share of a core that the conductor of this system takes during some time. */
  private static double conductorLoad(Duration time) {
    String name = "culvert-conductor-" + fixture.system().name();
    long thread =
        Arrays.stream(THREADS.getThreadInfo(THREADS.getAllThreadIds()))
            .filter(info -> info != null && info.getThreadName().equals(name))
            .findFirst()
            .orElseThrow()
            .getThreadId();
    long beginCpu = THREADS.getThreadCpuTime(thread);
    long begin = System.nanoTime();
    Await.until(
        () -> System.nanoTime() - begin >= time.toNanos(), () -> "the time does not elapse");
    return (THREADS.getThreadCpuTime(thread) - beginCpu) / (double) (System.nanoTime() - begin);
  }
}
