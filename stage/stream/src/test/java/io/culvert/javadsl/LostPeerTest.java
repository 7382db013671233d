package io.culvert.javadsl;

import static io.culvert.testing.Await.failure;
import static io.culvert.testing.Await.result;
import static org.assertj.core.api.Assertions.assertThat;

import io.culvert.RingSettings;
import io.culvert.codec.Codecs;
import io.culvert.exceptions.PeerTerminatedException;
import io.culvert.fixture.RawRing;
import io.culvert.fixture.StageFixture;
import io.culvert.peer.PeerState;
import io.culvert.ring.ReadResult;
import io.culvert.testing.Await;
import java.time.Duration;
import java.util.List;
import org.apache.pekko.Done;
import org.apache.pekko.japi.Pair;
import org.apache.pekko.stream.javadsl.Keep;
import org.apache.pekko.stream.javadsl.Source;
import org.apache.pekko.stream.testkit.TestPublisher;
import org.apache.pekko.stream.testkit.TestSubscriber;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A side whose peer has gone without ending its stream. */
@Tag("waits")
class LostPeerTest {

  @RegisterExtension static final StageFixture fixture = StageFixture.create();

  private static final Duration SHORT = Duration.ofMillis(400);
  private static final Duration LONG = Duration.ofSeconds(100);

  /** More heartbeats than a side needs to judge its peer. */
  private static final int JUDGING_HEARTBEATS = 6;

  private static final List<String> MORE_THAN_FITS = StageFixture.eighths(8);

  @Test
  void shouldFailSourceAtOnceWhenWriterIsLost() {
    RawRing ring = fixture.raw();
    ring.writer();
    Pair<RingControl, TestSubscriber.Probe<String>> source = source(Duration.ZERO);
    source.second().request(1);
    awaitPeer(source.first(), PeerState.ATTACHED);
    ring.writer().close();

    assertThat(source.second().expectError())
        .isInstanceOf(PeerTerminatedException.class)
        .hasMessageContaining("role=writer")
        .hasMessageContaining("waited=PT0S")
        .hasMessageContaining("file=" + fixture.file(fixture.name()));
    assertThat(result(source.first().isShutdown())).isEqualTo(Done.getInstance());
    fixture.ringStays(fixture.name());
  }

  @Test
  void shouldEmitPublishedElementsBeforeFailing() {
    RawRing ring = fixture.raw();
    ring.write("a", "b", "c");
    Pair<RingControl, TestSubscriber.Probe<String>> source = source(Duration.ZERO);
    source.second().requestNext("a");
    awaitPeer(source.first(), PeerState.ATTACHED);
    ring.writer().close();
    awaitPeer(source.first(), PeerState.LOST);
    source.second().request(3).expectNext("b", "c");
    assertThat(source.second().expectError()).isInstanceOf(PeerTerminatedException.class);
    fixture.ringStays(fixture.name());
  }

  @Test
  void shouldFailSourceAfterPeerTimeoutWhenWriterIsLost() {
    RawRing ring = fixture.raw();
    ring.writer();
    Pair<RingControl, TestSubscriber.Probe<String>> source = source(SHORT);
    source.second().request(1);
    awaitPeer(source.first(), PeerState.ATTACHED);
    long begin = System.nanoTime();
    ring.writer().close();
    assertThat(source.second().expectError())
        .isInstanceOf(PeerTerminatedException.class)
        .hasMessageContaining("waited=PT0.4S");
    assertThat(System.nanoTime() - begin).isGreaterThanOrEqualTo(SHORT.toNanos());
    fixture.ringStays(fixture.name());
  }

  @Test
  void shouldContinueSourceWhenWriterHasSuccessor() {
    RawRing ring = fixture.raw();
    ring.write("a");
    Pair<RingControl, TestSubscriber.Probe<String>> source = source(LONG);
    source.second().requestNext("a");
    for (String text : List.of("b", "c", "d")) {
      awaitPeer(source.first(), PeerState.ATTACHED);
      ring.close();
      awaitPeer(source.first(), PeerState.LOST);
      source.second().request(1);
      ring = fixture.raw();
      ring.write(text);
      source.second().expectNext(text);
    }
    ring.writer().complete();
    source.second().request(1).expectComplete();
  }

  @Test
  void shouldNotFailSourceWhenPeerTimeoutIsForever() {
    RawRing ring = fixture.raw();
    ring.writer();
    Pair<RingControl, TestSubscriber.Probe<String>> source = source(RingSettings.FOREVER);
    source.second().request(1);
    awaitPeer(source.first(), PeerState.ATTACHED);
    ring.writer().close();
    awaitPeer(source.first(), PeerState.LOST);
    ring.awaitReaderHeartbeats(JUDGING_HEARTBEATS);
    RawRing successor = fixture.raw();
    successor.write("a");
    source.second().expectNext("a");
    source.second().cancel();
  }

  @Test
  void shouldFailSourceWhenHeartbeatStopsAndLockIsFree() {
    RawRing ring = fixture.raw();
    ring.write("a");
    Pair<RingControl, TestSubscriber.Probe<String>> source = source(Duration.ZERO);
    awaitPeer(source.first(), PeerState.ATTACHED);
    ring.simulateKilledWriter();
    source.second().requestNext("a");
    source.second().request(1);
    assertThat(source.second().expectError()).isInstanceOf(PeerTerminatedException.class);
    fixture.ringStays(fixture.name());
  }

  @Test
  void shouldNotFailSourceWhenPlainThreadIsSilent() {
    RawRing ring = fixture.raw();
    ring.write("a");
    Pair<RingControl, TestSubscriber.Probe<String>> source = source(Duration.ZERO);
    source.second().requestNext("a");
    source.second().request(1);
    ring.awaitReaderHeartbeats(JUDGING_HEARTBEATS);
    assertThat(source.first().metrics().peer()).isEqualTo(PeerState.ATTACHED);
    ring.write("b");
    source.second().expectNext("b");
    source.second().cancel();
  }

  @Test
  void shouldNotFailSourceWithoutDemandWhenWriterIsLost() {
    RawRing ring = fixture.raw();
    ring.writer();
    Pair<RingControl, TestSubscriber.Probe<String>> source = source(Duration.ZERO);
    awaitPeer(source.first(), PeerState.ATTACHED);
    ring.writer().close();
    awaitPeer(source.first(), PeerState.LOST);
    ring.awaitReaderHeartbeats(JUDGING_HEARTBEATS);
    RawRing successor = fixture.raw();
    successor.write("a");
    awaitPeer(source.first(), PeerState.ATTACHED);
    source.second().requestNext("a");
    source.second().cancel();
  }

  @Test
  void shouldFailSinkOnlyWhenRingIsFullAndReaderIsLost() {
    RawRing ring = fixture.raw();
    ring.reader();
    Pair<TestPublisher.Probe<String>, RingSinkControl> sink = sink(Duration.ZERO);
    awaitPeer(sink.second(), PeerState.ATTACHED);
    ring.reader().close();
    awaitPeer(sink.second(), PeerState.LOST);
    MORE_THAN_FITS.subList(0, 7).forEach(sink.first()::sendNext);
    Await.asserted(() -> assertThat(sink.second().metrics().elements()).isEqualTo(7));
    ring.awaitWriterHeartbeats(JUDGING_HEARTBEATS);
    assertThat(sink.second().published().toCompletableFuture()).isNotDone();

    sink.first().sendNext(MORE_THAN_FITS.get(7));
    PeerTerminatedException cause =
        sink.first().expectCancellationWithCause(PeerTerminatedException.class);
    assertThat(cause).hasMessageContaining("role=reader").hasMessageContaining("waited=PT0S");
    assertThat(failure(sink.second().published())).isSameAs(cause);
    assertThat(failure(sink.second().drained())).isSameAs(cause);

    RawRing next = fixture.raw();
    MORE_THAN_FITS.subList(0, 7).forEach(text -> assertThat(next.read()).isEqualTo(text));
    assertThat(next.next()).isEqualTo(ReadResult.FAILED);
    assertThat(next.reader().failure().className())
        .isEqualTo(PeerTerminatedException.class.getName());
    next.finish();
  }

  @Test
  void shouldFailWaitingSinkAfterPeerTimeout() {
    RawRing ring = fixture.raw();
    ring.reader();
    Pair<TestPublisher.Probe<String>, RingSinkControl> sink = sink(SHORT);
    MORE_THAN_FITS.forEach(sink.first()::sendNext);
    awaitPeer(sink.second(), PeerState.ATTACHED);
    Await.asserted(() -> assertThat(sink.second().metrics().parkings()).isPositive());
    long begin = System.nanoTime();
    ring.reader().close();
    assertThat(failure(sink.second().published()))
        .isInstanceOf(PeerTerminatedException.class)
        .hasMessageContaining("waited=PT0.4S");
    assertThat(System.nanoTime() - begin).isGreaterThanOrEqualTo(SHORT.toNanos());
    fixture.ringStays(fixture.name());
  }

  @Test
  void shouldContinueWaitingSinkWhenReaderHasSuccessor() {
    RawRing ring = fixture.raw();
    ring.reader();
    Pair<TestPublisher.Probe<String>, RingSinkControl> sink = sink(LONG);
    MORE_THAN_FITS.forEach(sink.first()::sendNext);
    sink.first().sendComplete();
    awaitPeer(sink.second(), PeerState.ATTACHED);
    ring.reader().close();
    awaitPeer(sink.second(), PeerState.LOST);

    RawRing successor = fixture.raw();
    for (String text : MORE_THAN_FITS) {
      assertThat(successor.read()).isEqualTo(text);
      successor.reader().release();
    }
    assertThat(successor.next()).isEqualTo(ReadResult.COMPLETED);
    successor.finish();
    assertThat(result(sink.second().drained())).isEqualTo(Done.getInstance());
  }

  @Test
  void shouldNotFailWaitingSinkWhenPeerTimeoutIsForever() {
    RawRing ring = fixture.raw();
    ring.reader();
    Pair<TestPublisher.Probe<String>, RingSinkControl> sink = sink(RingSettings.FOREVER);
    MORE_THAN_FITS.forEach(sink.first()::sendNext);
    awaitPeer(sink.second(), PeerState.ATTACHED);
    ring.reader().close();
    awaitPeer(sink.second(), PeerState.LOST);
    ring.awaitWriterHeartbeats(JUDGING_HEARTBEATS);
    assertThat(sink.second().published().toCompletableFuture()).isNotDone();
    RawRing successor = fixture.raw();
    assertThat(successor.read()).isEqualTo(MORE_THAN_FITS.get(0));
    successor.cancel();
    assertThat(result(sink.second().drained())).isEqualTo(Done.getInstance());
  }

  @Test
  void shouldFailDrainedWhenReaderIsLostAfterPublication() {
    RawRing ring = fixture.raw();
    ring.reader();
    Pair<TestPublisher.Probe<String>, RingSinkControl> sink = sink(Duration.ZERO);
    sink.first().sendNext("a").sendComplete();
    assertThat(result(sink.second().published())).isEqualTo(Done.getInstance());
    awaitPeer(sink.second(), PeerState.ATTACHED);
    ring.reader().close();
    assertThat(failure(sink.second().drained()))
        .isInstanceOf(PeerTerminatedException.class)
        .hasNoSuppressedExceptions();

    RawRing next = fixture.raw();
    assertThat(next.read()).isEqualTo("a");
    assertThat(next.next()).as("the stream has completed").isEqualTo(ReadResult.COMPLETED);
    next.finish();
  }

  @Test
  void shouldFailSinkWhenHeartbeatStopsAndLockIsFree() {
    RawRing ring = fixture.raw();
    ring.reader();
    Pair<TestPublisher.Probe<String>, RingSinkControl> sink = sink(Duration.ZERO);
    MORE_THAN_FITS.forEach(sink.first()::sendNext);
    awaitPeer(sink.second(), PeerState.ATTACHED);
    ring.simulateKilledReader();
    assertThat(failure(sink.second().published())).isInstanceOf(PeerTerminatedException.class);
    fixture.ringStays(fixture.name());
  }

  /** Both stages are in this JVM, and each is ended from outside in turn: nothing is lost. */
  @Test
  void shouldTrackPeerThatLeavesAndComesBack() {
    Pair<TestPublisher.Probe<String>, RingSinkControl> sink = sink(LONG);
    assertThat(sink.second().metrics().peer()).isEqualTo(PeerState.AWAITED);
    Pair<RingControl, TestSubscriber.Probe<String>> source = source(LONG);
    awaitPeer(sink.second(), PeerState.ATTACHED);
    awaitPeer(source.first(), PeerState.ATTACHED);
    source.second().request(1);
    source.first().stop();
    source.second().expectComplete();
    awaitPeer(sink.second(), PeerState.LOST);

    Pair<RingControl, TestSubscriber.Probe<String>> successor = source(LONG);
    awaitPeer(sink.second(), PeerState.ATTACHED);
    sink.first().sendNext("a").sendComplete();
    successor.second().requestNext("a");
    awaitPeer(successor.first(), PeerState.ENDED);
    successor.second().request(1).expectComplete();
    assertThat(result(sink.second().drained())).isEqualTo(Done.getInstance());
  }

  private static Pair<RingControl, TestSubscriber.Probe<String>> source(Duration peerTimeout) {
    return RingSource.create(
            fixture.name(), Codecs.utf8(), fixture.settings().withPeerTimeout(peerTimeout))
        .toMat(fixture.downstream(), Keep.both())
        .run(fixture.materializer());
  }

  private static Pair<TestPublisher.Probe<String>, RingSinkControl> sink(Duration peerTimeout) {
    Source<String, TestPublisher.Probe<String>> upstream = fixture.upstream();
    return upstream
        .toMat(
            RingSink.withControl(
                fixture.name(), Codecs.utf8(), fixture.settings().withPeerTimeout(peerTimeout)),
            Keep.both())
        .run(fixture.materializer());
  }

  private static void awaitPeer(RingControl source, PeerState state) {
    Await.asserted(() -> assertThat(source.metrics().peer()).isEqualTo(state));
  }

  private static void awaitPeer(RingSinkControl sink, PeerState state) {
    Await.asserted(() -> assertThat(sink.metrics().peer()).isEqualTo(state));
  }
}
