package io.culvert.javadsl;

import static io.culvert.testing.Await.failure;
import static io.culvert.testing.Await.result;
import static org.assertj.core.api.Assertions.assertThat;

import io.culvert.RingMetrics;
import io.culvert.codec.Codecs;
import io.culvert.fixture.RawRing;
import io.culvert.fixture.StageFixture;
import io.culvert.ring.layout.RoleStatus;
import io.culvert.testing.Await;
import io.culvert.testing.OpenFiles;
import java.util.List;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.Done;
import org.apache.pekko.japi.Pair;
import org.apache.pekko.stream.javadsl.Keep;
import org.apache.pekko.stream.javadsl.Sink;
import org.apache.pekko.stream.javadsl.Source;
import org.apache.pekko.stream.testkit.TestSubscriber;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Controlling a running source, and reading its metrics. */
class RingControlTest {

  @RegisterExtension static final StageFixture fixture = StageFixture.create();

  @Test
  void shouldLeaveRestToSuccessorWhenStopped() {
    RawRing ring = fixture.raw();
    ring.write("a", "b", "c", "d");
    ring.writer().complete();
    Pair<RingControl, TestSubscriber.Probe<String>> first = run();
    first.second().request(2).expectNextN(List.of("a", "b"));
    CompletionStage<Done> stopped = first.first().stop();
    first.second().request(1).expectComplete();
    assertThat(result(stopped)).isEqualTo(Done.getInstance());
    assertThat(ring.writer().readerState()).isEqualTo(RoleStatus.DETACHED);

    assertThat(result(fixture.source().runWith(Sink.seq(), fixture.materializer())))
        .containsExactly("c", "d");
  }

  @Test
  void shouldCompleteAtOnceWhenStoppedWithDemand() {
    RawRing ring = fixture.raw();
    Pair<RingControl, TestSubscriber.Probe<String>> running = run();
    running.second().request(5);
    ring.write("a");
    running.second().expectNext("a");
    Await.asserted(() -> assertThat(ring.writer().isDrained()).isTrue());
    running.first().stop();
    running.second().expectComplete();
    fixture.ringStays(fixture.name());
  }

  @Test
  void shouldCompleteWhenStoppedBeforeAttach() {
    RawRing ring = fixture.raw();
    ring.write("a");
    Pair<RingControl, TestSubscriber.Probe<String>> running = run();
    running.first().stop();
    running.second().request(1).expectComplete();
    assertThat(result(running.first().isShutdown())).isEqualTo(Done.getInstance());
    fixture.ringStays(fixture.name());
  }

  /** Downstream has no element in work, so there is nothing to wait for. */
  @Test
  void shouldCompleteWhenStoppedWhileWaitingForRole() {
    RawRing ring = fixture.raw();
    Pair<RingControl, TestSubscriber.Probe<String>> holder = run();
    holder.second().ensureSubscription();
    Await.until(
        () -> ring.writer().readerState() == RoleStatus.ATTACHED,
        () -> "the first source does not attach");
    Pair<RingControl, TestSubscriber.Probe<String>> waiting = run();
    waiting.second().ensureSubscription();
    waiting.first().stop();
    waiting.second().expectComplete();
    assertThat(result(waiting.first().isShutdown())).isEqualTo(Done.getInstance());
    holder.second().cancel();
    assertThat(result(holder.first().isShutdown())).isEqualTo(Done.getInstance());
  }

  @Test
  void shouldAwaitElementInFlightWhenStopped() {
    RawRing ring = fixture.raw();
    ring.write("a", "b");
    Pair<RingControl, TestSubscriber.Probe<String>> running = run();
    running.second().requestNext("a");
    CompletionStage<Done> stopped = running.first().stop();
    assertThat(ring.writer().readerState()).isEqualTo(RoleStatus.ATTACHED);
    assertThat(stopped.toCompletableFuture()).isNotDone();

    running.second().request(1).expectComplete();
    assertThat(result(stopped)).isEqualTo(Done.getInstance());
    assertThat(fixture.raw().read()).isEqualTo("b");
    fixture.ringStays(fixture.name());
  }

  @Test
  void shouldDiscardNothingWhenCancelledAfterStop() {
    RawRing ring = fixture.raw();
    ring.write("a", "b");
    Pair<RingControl, TestSubscriber.Probe<String>> running = run();
    running.second().requestNext("a");
    running.first().stop();
    running.second().cancel();
    assertThat(result(running.first().isShutdown())).isEqualTo(Done.getInstance());

    assertThat(ring.writer().readerState()).isEqualTo(RoleStatus.DETACHED);
    assertThat(fixture.raw().read()).isEqualTo("b");
    fixture.ringStays(fixture.name());
  }

  @Test
  void shouldAwaitDownstreamOnDrainAndShutdown() {
    fixture.raw().write("a", "b");
    Pair<RingControl, CompletionStage<List<String>>> running =
        fixture.source().toMat(Sink.seq(), Keep.both()).run(fixture.materializer());
    Await.asserted(() -> assertThat(running.first().metrics().elements()).isEqualTo(2));

    CompletionStage<List<String>> drained =
        running.first().drainAndShutdown(running.second(), fixture.system().dispatcher());
    assertThat(result(drained)).containsExactly("a", "b");
    fixture.ringStays(fixture.name());
  }

  @Test
  void shouldFailDrainAndShutdownWhenDownstreamFails() {
    IllegalStateException broken = new IllegalStateException("broken");
    fixture.raw().write("a");
    Pair<RingControl, CompletionStage<Done>> running =
        fixture
            .source()
            .toMat(
                Sink.foreach(
                    text -> {
                      throw broken;
                    }),
                Keep.both())
            .run(fixture.materializer());
    assertThat(failure(running.second())).isSameAs(broken);
    assertThat(
            failure(
                running.first().drainAndShutdown(running.second(), fixture.system().dispatcher())))
        .isSameAs(broken);
    fixture.ringStays(fixture.name());
  }

  @Test
  void shouldAcceptStopWhenSourceHasEnded() {
    fixture.raw().writer().complete();
    Pair<RingControl, TestSubscriber.Probe<String>> running = run();
    running.second().request(1).expectComplete();
    assertThat(result(running.first().isShutdown())).isEqualTo(Done.getInstance());
    assertThat(result(running.first().stop())).isEqualTo(Done.getInstance());
    assertThat(result(running.first().stop())).isEqualTo(Done.getInstance());
  }

  @Test
  void shouldLeaveNothingOpenWhenShutDown() {
    RawRing ring = fixture.raw();
    ring.write("a");
    ring.writer().complete();
    ring.close();
    CompletionStage<Done> shutdown =
        fixture.source().to(Sink.ignore()).run(fixture.materializer()).isShutdown();
    assertThat(result(shutdown)).isEqualTo(Done.getInstance());
    assertThat(OpenFiles.below(fixture.directory())).isEmpty();
    assertThat(fixture.file(fixture.name())).doesNotExist();
  }

  @Test
  void shouldCountEmittedElementsInSourceMetrics() {
    RawRing ring = fixture.raw();
    ring.write("aaaaaaaa", "b");
    Pair<RingControl, TestSubscriber.Probe<String>> running = run();
    assertCounted(running.first().metrics(), 0, 0, 0, 0);
    running.second().requestNext("aaaaaaaa");
    assertCounted(running.first().metrics(), 1, 16, 32, 0);
    running.second().requestNext("b");
    assertCounted(running.first().metrics(), 2, 32, 16, 0);
    running.second().request(1);
    Await.asserted(() -> assertCounted(running.first().metrics(), 2, 32, 16, 1));
    running.second().cancel();
    assertThat(result(running.first().isShutdown())).isEqualTo(Done.getInstance());
    assertThat(running.first().metrics().elements()).isEqualTo(2);
  }

  @Test
  void shouldCountPublishedElementsInSinkMetrics() {
    RingSinkControl control =
        Source.from(List.of("aaaaaaaa", "b"))
            .runWith(
                RingSink.withControl(fixture.name(), Codecs.utf8(), fixture.settings()),
                fixture.materializer());
    assertThat(result(control.published())).isEqualTo(Done.getInstance());
    assertCounted(control.metrics(), 2, 32, 32, 0);
    assertThat(control.drained().toCompletableFuture()).isNotDone();

    assertThat(result(fixture.source().runWith(Sink.seq(), fixture.materializer()))).hasSize(2);
    assertThat(result(control.drained())).isEqualTo(Done.getInstance());
  }

  private static void assertCounted(
      RingMetrics metrics, long elements, long position, long backlogBytes, long parkings) {
    assertThat(metrics.elements()).isEqualTo(elements);
    assertThat(metrics.position()).isEqualTo(position);
    assertThat(metrics.backlogBytes()).isEqualTo(backlogBytes);
    assertThat(metrics.parkings()).isEqualTo(parkings);
  }

  private Pair<RingControl, TestSubscriber.Probe<String>> run() {
    return fixture.source().toMat(fixture.downstream(), Keep.both()).run(fixture.materializer());
  }
}
