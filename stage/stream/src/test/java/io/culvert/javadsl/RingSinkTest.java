package io.culvert.javadsl;

import static io.culvert.testing.Await.failure;
import static io.culvert.testing.Await.result;
import static org.assertj.core.api.Assertions.assertThat;

import io.culvert.codec.Codecs;
import io.culvert.exceptions.RemoteStreamException;
import io.culvert.fixture.HookedCodec;
import io.culvert.fixture.RawRing;
import io.culvert.fixture.StageFixture;
import io.culvert.ring.ReadResult;
import io.culvert.testing.Await;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.Done;
import org.apache.pekko.japi.Pair;
import org.apache.pekko.stream.javadsl.Keep;
import org.apache.pekko.stream.javadsl.Sink;
import org.apache.pekko.stream.javadsl.Source;
import org.apache.pekko.stream.testkit.TestPublisher;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A sink at a ring whose reader is the test itself. */
class RingSinkTest {

  @RegisterExtension static final StageFixture fixture = StageFixture.create();

  private static final List<String> MORE_THAN_FITS = StageFixture.eighths(20);

  @Test
  void shouldPublishElementsInOrderThenCompletion() {
    List<String> texts = List.of("a", "", "b", "ç");
    CompletionStage<Done> sent = run(Source.from(texts));

    assertThat(result(sent)).isEqualTo(Done.getInstance());
    RawRing ring = fixture.raw();
    assertThat(readAll(ring)).isEqualTo(texts);
    assertThat(ring.reader().read()).isEqualTo(ReadResult.COMPLETED);
    ring.finish();
  }

  @Test
  void shouldCompleteOnPublicationWithoutReader() {
    assertThat(result(run(Source.from(List.of("a", "b"))))).isEqualTo(Done.getInstance());
    fixture.ringStays(fixture.name());
  }

  @Test
  void shouldPublishCompletionWhenStreamIsEmpty() {
    assertThat(result(run(Source.empty()))).isEqualTo(Done.getInstance());
    RawRing ring = fixture.raw();
    assertThat(ring.next()).isEqualTo(ReadResult.COMPLETED);
    ring.finish();
  }

  @Test
  void shouldUseRingWhenReaderCreatedIt() {
    RawRing ring = fixture.raw();
    ring.reader();
    CompletionStage<Done> sent = run(Source.single("a"));
    assertThat(ring.read()).isEqualTo("a");
    assertThat(ring.next()).isEqualTo(ReadResult.COMPLETED);
    assertThat(result(sent)).isEqualTo(Done.getInstance());
    ring.finish();
  }

  @Test
  void shouldBackpressureWhenRingIsFull() {
    RawRing ring = fixture.raw();
    RingSinkControl control =
        Source.from(MORE_THAN_FITS).runWith(withControl(), fixture.materializer());
    Await.asserted(() -> assertThat(control.metrics().parkings()).isPositive());
    long published = control.metrics().elements();
    assertThat(published).isEqualTo(7);
    assertThat(control.published().toCompletableFuture()).isNotDone();

    assertThat(readAll(ring)).isEqualTo(MORE_THAN_FITS);
    ring.finish();
    assertThat(result(control.drained())).isEqualTo(Done.getInstance());
    assertThat(control.metrics().elements()).isEqualTo(MORE_THAN_FITS.size());
  }

  @Test
  void shouldPublishOneElementWhenOneIsReleased() {
    RawRing ring = fixture.raw();
    RingSinkControl control =
        Source.from(MORE_THAN_FITS).runWith(withControl(), fixture.materializer());
    Await.asserted(() -> assertThat(control.metrics().parkings()).isPositive());
    long published = control.metrics().elements();

    assertThat(ring.read()).isEqualTo(MORE_THAN_FITS.get(0));
    ring.reader().release();
    Await.asserted(() -> assertThat(control.metrics().elements()).isEqualTo(published + 1));
    ring.cancel();
    assertThat(result(control.drained())).isEqualTo(Done.getInstance());
  }

  @Test
  void shouldPublishAllWhenUpstreamCompletesWithFullRing() {
    RawRing ring = fixture.raw();
    Pair<TestPublisher.Probe<String>, RingSinkControl> running = runProbe();
    MORE_THAN_FITS.subList(0, 10).forEach(running.first()::sendNext);
    Await.asserted(() -> assertThat(running.second().metrics().parkings()).isPositive());
    running.first().sendComplete();

    assertThat(readAll(ring)).isEqualTo(MORE_THAN_FITS.subList(0, 10));
    ring.finish();
    assertThat(result(running.second().published())).isEqualTo(Done.getInstance());
  }

  @Test
  void shouldPublishPendingElementBeforeCompletion() {
    RawRing ring = fixture.raw();
    Pair<TestPublisher.Probe<String>, RingSinkControl> running = runProbe();
    MORE_THAN_FITS.subList(0, 8).forEach(running.first()::sendNext);
    Await.asserted(() -> assertThat(running.second().metrics().parkings()).isPositive());
    running.first().sendComplete();

    assertThat(readAll(ring)).isEqualTo(MORE_THAN_FITS.subList(0, 8));
    assertThat(ring.reader().read()).isEqualTo(ReadResult.COMPLETED);
    ring.finish();
    assertThat(result(running.second().published())).isEqualTo(Done.getInstance());
  }

  @Test
  void shouldPublishFailureAfterAllElements() {
    IllegalStateException broken = new IllegalStateException("broken");
    CompletionStage<Done> sent =
        run(Source.from(List.of("a", "b")).map(text -> failAtB(text, broken)));

    assertThat(failure(sent)).isSameAs(broken);
    RawRing ring = fixture.raw();
    assertThat(ring.read()).isEqualTo("a");
    assertThat(ring.next()).isEqualTo(ReadResult.FAILED);
    assertThat(ring.reader().failure().className()).isEqualTo(broken.getClass().getName());
    assertThat(ring.reader().failure().message()).isEqualTo("broken");
    assertThat(ring.reader().failure().stackDigest()).contains(getClass().getName());
    ring.finish();
  }

  @Test
  void shouldPublishPendingElementBeforeFailure() {
    RawRing ring = fixture.raw();
    Pair<TestPublisher.Probe<String>, RingSinkControl> running = runProbe();
    MORE_THAN_FITS.subList(0, 8).forEach(running.first()::sendNext);
    Await.asserted(() -> assertThat(running.second().metrics().parkings()).isPositive());
    running.first().sendError(new IllegalStateException("broken"));

    assertThat(readAll(ring)).isEqualTo(MORE_THAN_FITS.subList(0, 8));
    assertThat(ring.reader().read()).isEqualTo(ReadResult.FAILED);
    assertThat(failure(running.second().published())).hasMessage("broken");
    assertThat(failure(running.second().drained())).hasMessage("broken");
    ring.finish();
  }

  @Test
  void shouldCancelUpstreamAndCompleteWhenReaderCancels() {
    RawRing ring = fixture.raw();
    Pair<TestPublisher.Probe<String>, RingSinkControl> running = runProbe();
    running.first().sendNext("a");
    assertThat(ring.read()).isEqualTo("a");
    ring.cancel();

    running.first().expectCancellation();
    assertThat(result(running.second().published())).isEqualTo(Done.getInstance());
    assertThat(result(running.second().drained())).isEqualTo(Done.getInstance());
  }

  /** A busy sink detects the cancellation without a wake-up. */
  @Test
  void shouldPublishNothingMoreWhenReaderCancels() {
    RawRing ring = fixture.raw();
    ring.reader();
    HookedCodec codec =
        HookedCodec.create()
            .onEncode(
                "a",
                text -> {
                  ring.cancel();
                  return text.length();
                });
    RingSinkControl control =
        Source.from(List.of("a", "b"))
            .runWith(
                RingSink.withControl(fixture.name(), codec, fixture.settings()),
                fixture.materializer());
    assertThat(result(control.drained())).isEqualTo(Done.getInstance());
    assertThat(control.metrics().elements()).isEqualTo(1);
  }

  @Test
  void shouldCompleteWaitingSinkWhenReaderCancels() {
    RawRing ring = fixture.raw();
    RingSinkControl control =
        Source.from(MORE_THAN_FITS).runWith(withControl(), fixture.materializer());
    Await.asserted(() -> assertThat(control.metrics().parkings()).isPositive());
    ring.cancel();
    assertThat(result(control.drained())).isEqualTo(Done.getInstance());
  }

  @Test
  void shouldFailSinkAndUpstreamWhenReaderFails() {
    RawRing ring = fixture.raw();
    Pair<TestPublisher.Probe<String>, RingSinkControl> running = runProbe();
    running.first().sendNext("a");
    assertThat(ring.read()).isEqualTo("a");
    ring.reader().fail("some.Exception: broken: twice");

    RemoteStreamException cause =
        running.first().expectCancellationWithCause(RemoteStreamException.class);
    assertThat(cause.remoteClassName()).isEqualTo("some.Exception");
    assertThat(cause.remoteMessage()).isEqualTo("broken: twice");
    assertThat(cause)
        .hasMessageContaining("the reader failed: some.Exception: broken: twice")
        .hasMessageContaining("file=" + fixture.file(fixture.name()));
    assertThat(failure(running.second().published())).isSameAs(cause);
    assertThat(failure(running.second().drained())).isSameAs(cause);
    fixture.ringStays(fixture.name());
  }

  @Test
  void shouldLeaveRingToSuccessorWhenReaderFails() {
    RawRing ring = fixture.raw();
    CompletionStage<Done> sent = run(Source.from(List.of("a", "b")).concat(Source.maybe()));
    assertThat(ring.read()).isEqualTo("a");
    assertThat(ring.read()).as("published before the failure").isEqualTo("b");
    ring.reader().fail("some.Exception: broken");
    assertThat(failure(sent)).isInstanceOf(RemoteStreamException.class);

    RawRing successor = fixture.raw();
    assertThat(readAll(successor)).containsExactly("a", "b");
    assertThat(successor.reader().read()).isEqualTo(ReadResult.FAILED);
    assertThat(successor.reader().failure().message()).contains("some.Exception: broken");
    successor.finish();
  }

  @Test
  void shouldIgnoreFailureOfEarlierReader() {
    RawRing former = fixture.raw();
    former.reader().fail("some.Exception: broken");
    former.close();

    assertThat(result(run(Source.single("a")))).isEqualTo(Done.getInstance());
    RawRing ring = fixture.raw();
    assertThat(readAll(ring)).containsExactly("a");
    ring.finish();
  }

  @Test
  void shouldContinueAfterPublishedElementsWhenWriterReturns() {
    RawRing former = fixture.raw();
    former.write("a");
    former.close();
    assertThat(result(run(Source.single("b")))).isEqualTo(Done.getInstance());
    RawRing ring = fixture.raw();
    assertThat(readAll(ring)).containsExactly("a", "b");
    ring.finish();
  }

  private static String failAtB(String text, RuntimeException failure) {
    if (text.equals("b")) {
      throw failure;
    }
    return text;
  }

  private CompletionStage<Done> run(Source<String, ?> source) {
    return source.runWith(fixture.sink(), fixture.materializer());
  }

  private Pair<TestPublisher.Probe<String>, RingSinkControl> runProbe() {
    return fixture.upstream().toMat(withControl(), Keep.both()).run(fixture.materializer());
  }

  private static Sink<String, RingSinkControl> withControl() {
    return RingSink.withControl(fixture.name(), Codecs.utf8(), fixture.settings());
  }

  /** Reads and releases up to the end of the stream. */
  private static List<String> readAll(RawRing ring) {
    List<String> texts = new ArrayList<>();
    while (ring.next() == ReadResult.MESSAGE) {
      texts.add(ring.text());
      ring.reader().release();
    }
    return texts;
  }
}
