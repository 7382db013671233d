package io.culvert.javadsl;

import static io.culvert.testing.Await.failure;
import static io.culvert.testing.Await.result;
import static org.assertj.core.api.Assertions.assertThat;

import io.culvert.exceptions.RemoteStreamException;
import io.culvert.fixture.RawRing;
import io.culvert.fixture.StageFixture;
import io.culvert.ring.layout.RoleStatus;
import io.culvert.ring.layout.StreamFailure;
import io.culvert.testing.Await;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.stream.IntStream;
import org.apache.pekko.Done;
import org.apache.pekko.stream.javadsl.Keep;
import org.apache.pekko.stream.javadsl.Sink;
import org.apache.pekko.stream.javadsl.Source;
import org.apache.pekko.stream.testkit.TestSubscriber;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A source at a ring whose writer is the test itself. */
class RingSourceTest {

  @RegisterExtension static final StageFixture fixture = StageFixture.create();

  private static final Duration MOMENT = Duration.ofMillis(50);

  @Test
  void shouldEmitElementsInOrderThenComplete() {
    RawRing ring = fixture.raw();
    List<String> texts = texts(500);
    ring.write(texts.toArray(String[]::new));
    ring.writer().complete();

    assertThat(result(fixture.source().runWith(Sink.seq(), fixture.materializer())))
        .isEqualTo(texts);
  }

  @Test
  void shouldEmitNothingWithoutDemand() {
    fixture.raw().write("a", "b");
    TestSubscriber.Probe<String> probe = probe();

    probe.ensureSubscription().expectNoMessage(MOMENT);
    probe.requestNext("a");
    probe.expectNoMessage(MOMENT);
    probe.cancel();
  }

  @Test
  void shouldReleaseElementOnNextDemand() {
    RawRing ring = fixture.raw();
    ring.write("a");
    TestSubscriber.Probe<String> probe = probe();

    probe.requestNext("a");
    probe.expectNoMessage(MOMENT);
    assertThat(ring.writer().isDrained()).isFalse();
    probe.request(1);
    Await.asserted(() -> assertThat(ring.writer().isDrained()).isTrue());
    probe.cancel();
  }

  @Test
  void shouldWakeWhenElementIsPublished() {
    RawRing ring = fixture.raw();
    TestSubscriber.Probe<String> probe = probe();
    for (String text : texts(50)) {
      probe.request(1).expectNoMessage(Duration.ofMillis(1));
      ring.write(text);
      probe.expectNext(text);
    }
    probe.cancel();
  }

  @Test
  void shouldCreateRingWhenStartedFirst() {
    TestSubscriber.Probe<String> probe = probe();
    probe.request(2);
    Await.asserted(() -> assertThat(fixture.file(fixture.name())).exists());
    RawRing ring = fixture.raw();
    ring.write("a");
    ring.writer().complete();
    probe.expectNext("a").expectComplete();
  }

  @Test
  void shouldCompleteWhenStreamIsEmpty() {
    fixture.raw().writer().complete();
    probe().request(1).expectComplete();
  }

  @Test
  void shouldEmitEmptyElements() {
    RawRing ring = fixture.raw();
    ring.write("", "");
    ring.writer().complete();
    assertThat(result(fixture.source().runWith(Sink.seq(), fixture.materializer())))
        .containsExactly("", "");
  }

  @Test
  void shouldFailAfterAllElementsWhenWriterFails() {
    RawRing ring = fixture.raw();
    ring.write("a", "b");
    ring.writer().fail(new StreamFailure("some.Exception", "broken", "at some.Place"));
    TestSubscriber.Probe<String> probe = probe();

    probe.request(3).expectNextN(List.of("a", "b"));
    assertThat(probe.expectError())
        .isInstanceOfSatisfying(
            RemoteStreamException.class,
            failure -> {
              assertThat(failure.remoteClassName()).isEqualTo("some.Exception");
              assertThat(failure.remoteMessage()).isEqualTo("broken");
              assertThat(failure.remoteStackDigest()).isEqualTo("at some.Place");
            })
        .hasMessageContaining("the writer failed: some.Exception: broken")
        .hasMessageContaining("file=" + fixture.file(fixture.name()));
  }

  @Test
  void shouldCancelWriterAndDeleteRingWhenCancelled() {
    RawRing ring = fixture.raw();
    ring.write("a", "b");
    TestSubscriber.Probe<String> probe = probe();
    probe.requestNext("a");
    probe.cancel();
    awaitReader(ring, RoleStatus.CANCELLED);
  }

  @Test
  void shouldSendReasonToWriterWhenCancelledWithCause() {
    RawRing ring = fixture.raw();
    ring.write("a", "b");
    TestSubscriber.Probe<String> probe = probe();
    probe.requestNext("a");
    probe.cancel(new IllegalStateException("enough"));

    awaitReader(ring, RoleStatus.FAILED);
    assertThat(ring.writer().readerReason()).isEqualTo("java.lang.IllegalStateException: enough");
    fixture.ringStays(fixture.name());
  }

  @Test
  void shouldSendReasonToWriterWhenCauseHasNoMessage() {
    RawRing ring = fixture.raw();
    ring.writer();
    TestSubscriber.Probe<String> probe = probe();
    probe.ensureSubscription().cancel(new IllegalStateException());

    awaitReader(ring, RoleStatus.FAILED);
    assertThat(ring.writer().readerReason()).isEqualTo("java.lang.IllegalStateException: ");
    fixture.ringStays(fixture.name());
  }

  @Test
  void shouldCancelWriterWhenCancelledBeforeAttach() {
    RawRing ring = fixture.raw();
    ring.writer();
    fixture.source().runWith(Sink.cancelled(), fixture.materializer());
    awaitReader(ring, RoleStatus.CANCELLED);
  }

  @Test
  void shouldSendReasonToWriterWhenFailedBeforeAttach() {
    RawRing ring = fixture.raw();
    ring.writer();
    CompletionStage<Done> failed =
        fixture
            .source()
            .merge(Source.failed(new IllegalStateException("early")))
            .runWith(Sink.ignore(), fixture.materializer());

    assertThat(failure(failed)).hasMessage("early");
    awaitReader(ring, RoleStatus.FAILED);
    assertThat(ring.writer().readerReason()).isEqualTo("java.lang.IllegalStateException: early");
    fixture.ringStays(fixture.name());
  }

  @Test
  void shouldLeaveNothingWhenCancelledWithoutWriter() {
    fixture.source().runWith(Sink.cancelled(), fixture.materializer());
    CompletionStage<Done> shutdown =
        fixture
            .source(fixture.newName())
            .toMat(Sink.cancelled(), Keep.left())
            .run(fixture.materializer())
            .isShutdown();
    assertThat(result(shutdown)).isEqualTo(Done.getInstance());
  }

  @Test
  void shouldAwaitSuccessorWhenWriterDetachesWithoutEnd() {
    RawRing first = fixture.raw();
    first.write("a");
    first.close();
    TestSubscriber.Probe<String> probe = probe();
    probe.request(3).expectNext("a").expectNoMessage(MOMENT);

    RawRing second = fixture.raw();
    second.write("b");
    second.writer().complete();
    probe.expectNext("b").expectComplete();
  }

  private TestSubscriber.Probe<String> probe() {
    return fixture.source().runWith(fixture.downstream(), fixture.materializer());
  }

  private static void awaitReader(RawRing ring, RoleStatus state) {
    Await.asserted(() -> assertThat(ring.writer().readerState()).isEqualTo(state));
  }

  private static List<String> texts(int count) {
    return IntStream.range(0, count).mapToObj(number -> "text " + number).toList();
  }
}
