package io.culvert.stage;

import static io.culvert.testing.Await.failure;
import static io.culvert.testing.Await.result;
import static org.assertj.core.api.Assertions.assertThat;

import io.culvert.Committable;
import io.culvert.RingSettings;
import io.culvert.codec.Codecs;
import io.culvert.conductor.Conductor;
import io.culvert.exceptions.PeerTerminatedException;
import io.culvert.exceptions.RingStorageException;
import io.culvert.fixture.RawRing;
import io.culvert.fixture.StageFixture;
import io.culvert.javadsl.RingControl;
import io.culvert.javadsl.RingSink;
import io.culvert.javadsl.RingSinkControl;
import io.culvert.javadsl.RingSource;
import io.culvert.peer.PeerState;
import io.culvert.peer.PeerStub;
import io.culvert.peer.lock.Role;
import io.culvert.ring.ReadResult;
import io.culvert.ring.layout.RoleStatus;
import io.culvert.stage.system.CulvertExtension;
import io.culvert.testing.Await;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.apache.pekko.Done;
import org.apache.pekko.japi.Pair;
import org.apache.pekko.stream.javadsl.Keep;
import org.apache.pekko.stream.testkit.TestPublisher;
import org.apache.pekko.stream.testkit.TestSubscriber;
import org.apache.pekko.stream.testkit.javadsl.TestSink;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * Wake-ups between a stage and its peer while the conductor, which would make up for a lost
 * wake-up, is blocked. Some events happen at the worst moment: after the last check of a stage, but
 * before it is armed.
 */
class StageWakeUpTest {

  /** A lost page is fatal to the actor system that meets it; this setting keeps the JVM alive. */
  @RegisterExtension
  static final StageFixture fixture =
      StageFixture.withConfig("pekko.jvm-exit-on-fatal-error = off");

  private static final String LARGE = "x".repeat(3 * StageFixture.CAPACITY);

  private static final List<String> MORE_THAN_FITS = StageFixture.eighths(8);

  // Two stages, without polling.

  @Test
  void shouldWakeSourceWhenElementIsPublished() {
    SinkAndSource streams = new SinkAndSource();
    streams.source.request(1);
    PeerStub.awaitArmed(streams.ring.file(), Role.READER);
    whileConductorIsBlocked(
        () -> {
          streams.upstream.sendNext("a");
          streams.source.expectNext("a");
        });
    streams.source.cancel();
  }

  @Test
  void shouldWakeSourceWhenStreamCompletes() {
    SinkAndSource streams = new SinkAndSource();
    streams.source.request(1);
    PeerStub.awaitArmed(streams.ring.file(), Role.READER);
    whileConductorIsBlocked(
        () -> {
          streams.upstream.sendComplete();
          streams.source.expectComplete();
        });
  }

  @Test
  void shouldDeliverLargeElement() {
    SinkAndSource streams = new SinkAndSource();
    streams.source.request(1);
    PeerStub.awaitArmed(streams.ring.file(), Role.READER);
    whileConductorIsBlocked(
        () -> {
          streams.upstream.sendNext(LARGE);
          streams.source.expectNext(LARGE);
        });
    streams.source.cancel();
  }

  /** Half of the ring is free then. The source does not wait, so it signals while it reads. */
  @Test
  void shouldWakeSinkWhenRoomIsReleased() {
    RawRing ring = fixture.raw();
    ring.write(MORE_THAN_FITS.subList(0, 7).toArray(String[]::new));
    ring.writer().close();
    Pair<TestPublisher.Probe<String>, RingSinkControl> sink = sink(RingSettings.FOREVER);
    TestSubscriber.Probe<String> source =
        fixture.source().runWith(fixture.downstream(), fixture.materializer());
    source.requestNext(MORE_THAN_FITS.get(0));
    sink.first().sendNext(MORE_THAN_FITS.get(7));
    Await.asserted(() -> assertThat(sink.second().metrics().parkings()).isPositive());
    whileConductorIsBlocked(
        () -> {
          source.request(5).expectNextN(MORE_THAN_FITS.subList(1, 6));
          Await.asserted(() -> assertThat(sink.second().metrics().elements()).isEqualTo(1));
        });
    source.cancel();
    assertThat(result(sink.second().drained())).isEqualTo(Done.getInstance());
  }

  /** Commits none of the elements, so that the sink waits for room for the last one. */
  private static List<Committable<String>> takeAllThatFits(
      Pair<TestPublisher.Probe<String>, RingSinkControl> sink,
      TestSubscriber.Probe<Committable<String>> source) {
    MORE_THAN_FITS.forEach(sink.first()::sendNext);
    List<Committable<String>> elements = new ArrayList<>();
    for (int i = 0; i < 7; i++) {
      elements.add(source.request(1).expectNext());
    }
    Await.asserted(() -> assertThat(sink.second().metrics().parkings()).isPositive());
    return elements;
  }

  /** A source that is ending reads no more elements, but commits still make room. */
  @Test
  void shouldWakeSinkWhenElementsAreCommittedAfterStop() {
    Pair<TestPublisher.Probe<String>, RingSinkControl> sink = sink(RingSettings.FOREVER);
    Pair<RingControl, TestSubscriber.Probe<Committable<String>>> source = committable();
    List<Committable<String>> elements = takeAllThatFits(sink, source.second());
    source.first().stop();
    source.second().request(1).expectComplete();
    whileConductorIsBlocked(
        () -> {
          elements.subList(0, 5).forEach(Committable::commit);
          Await.asserted(() -> assertThat(sink.second().metrics().elements()).isEqualTo(8));
        });
    elements.subList(5, 7).forEach(Committable::commit);
    assertThat(result(source.first().isShutdown())).isEqualTo(Done.getInstance());
    RawRing rest = fixture.raw();
    assertThat(rest.read()).isEqualTo(MORE_THAN_FITS.get(7));
    rest.cancel();
    assertThat(result(sink.second().drained())).isEqualTo(Done.getInstance());
  }

  /** The source holds more than half of the ring until something new arrives. */
  @Test
  void shouldWakeSinkForLittleRoomWhenSourceIsWaiting() {
    Pair<TestPublisher.Probe<String>, RingSinkControl> sink = sink(RingSettings.FOREVER);
    Pair<RingControl, TestSubscriber.Probe<Committable<String>>> source = committable();
    List<Committable<String>> elements = takeAllThatFits(sink, source.second());
    source.second().request(1);
    PeerStub.awaitArmed(fixture.raw().file(), Role.READER);
    whileConductorIsBlocked(
        () -> {
          elements.get(0).commit();
          elements.add(source.second().expectNext());
        });
    assertThat(elements.get(7).element()).isEqualTo(MORE_THAN_FITS.get(7));
    source.second().cancel();
    elements.forEach(Committable::commit);
    assertThat(result(sink.second().drained())).isEqualTo(Done.getInstance());
  }

  // One stage. The test is its peer, and acts when it is signalled: just before the stage is
  // armed.

  @Test
  void shouldSeeRoomReleasedBeforeSinkIsArmed() {
    RawRing ring = fixture.raw();
    ring.reader();
    Pair<TestPublisher.Probe<String>, RingSinkControl> sink = sink(RingSettings.FOREVER);
    result(sink.second().resumePoint());
    List<ReadResult> reads = new ArrayList<>();
    try (PeerStub reader =
        PeerStub.of(
            ring.file(),
            Role.READER,
            stub -> {
              stub.arm();
              reads.add(ring.reader().read());
            })) {
      reader.arm();
      whileConductorIsBlocked(
          () -> {
            sink.first().sendNext(LARGE);
            Await.asserted(() -> assertThat(sink.second().metrics().elements()).isEqualTo(1));
          });
    }
    assertThat(reads).hasSizeGreaterThan(3).endsWith(ReadResult.MESSAGE);
    assertThat(ring.text()).isEqualTo(LARGE);
    ring.cancel();
    assertThat(result(sink.second().drained())).isEqualTo(Done.getInstance());
  }

  /** The sink was woken, so it is not armed when the conductor finds its reader dead. */
  @Test
  void shouldFailSinkWhenReaderIsLostBeforeArming() {
    RawRing ring = fixture.raw();
    ring.reader();
    Pair<TestPublisher.Probe<String>, RingSinkControl> sink = sink(Duration.ZERO);
    result(sink.second().resumePoint());
    try (PeerStub reader =
        PeerStub.of(
            ring.file(),
            Role.READER,
            stub -> {
              if (stub.wakeUps() == 1) {
                stub.arm();
              } else {
                ring.simulateKilledReader();
                awaitLost(() -> sink.second().metrics().peer());
              }
            })) {
      reader.arm();
      sink.first().sendNext(LARGE);
      Await.until(() -> reader.wakeUps() == 1, () -> "not signalled");
      Await.asserted(() -> assertThat(sink.second().metrics().parkings()).isPositive());
      ring.reader().read();
      assertThat(failure(sink.second().published())).isInstanceOf(PeerTerminatedException.class);
    }
    fixture.ringStays(fixture.name());
  }

  @Test
  void shouldSeeElementPublishedBeforeSourceIsArmed() {
    RawRing ring = fixture.raw();
    ring.write("a");
    TestSubscriber.Probe<String> source =
        fixture.source().runWith(fixture.downstream(), fixture.materializer());
    source.requestNext("a");
    try (PeerStub writer = PeerStub.of(ring.file(), Role.WRITER, stub -> ring.write("b"))) {
      writer.arm();
      whileConductorIsBlocked(() -> source.request(1).expectNext("b"));
    }
    source.cancel();
  }

  @Test
  void shouldFailSourceWhenWriterIsLostBeforeArming() {
    RawRing ring = fixture.raw();
    ring.write("a");
    Pair<RingControl, TestSubscriber.Probe<String>> source =
        RingSource.create(
                fixture.name(), Codecs.utf8(), fixture.settings().withPeerTimeout(Duration.ZERO))
            .toMat(fixture.downstream(), Keep.both())
            .run(fixture.materializer());
    source.second().requestNext("a");
    try (PeerStub writer =
        PeerStub.of(
            ring.file(),
            Role.WRITER,
            stub -> {
              ring.writer().close();
              awaitLost(() -> source.first().metrics().peer());
            })) {
      writer.arm();
      source.second().request(1);
      assertThat(source.second().expectError()).isInstanceOf(PeerTerminatedException.class);
    }
    fixture.ringStays(fixture.name());
  }

  @Test
  void shouldReleaseNothingWhenWokenWithoutDemand() {
    RawRing ring = fixture.raw();
    ring.write("a", "b");
    TestSubscriber.Probe<String> source =
        fixture.source().runWith(fixture.downstream(), fixture.materializer());
    source.requestNext("a");
    PeerStub.wake(ring.file(), Role.READER);
    source.cancel(new IllegalStateException("broken"));
    Await.asserted(() -> assertThat(ring.writer().readerState()).isEqualTo(RoleStatus.FAILED));
    assertThat(fixture.raw().read()).as("downstream is not done with it").isEqualTo("a");
    fixture.ringStays(fixture.name());
  }

  // The JVM may report a lost page anywhere: here to the stage that signals its peer.

  @Test
  void shouldFailSinkWhenPageIsLostWhilePublishing() {
    RawRing ring = fixture.raw();
    ring.reader();
    Pair<TestPublisher.Probe<String>, RingSinkControl> sink = sink(RingSettings.FOREVER);
    result(sink.second().resumePoint());
    try (PeerStub reader = PeerStub.of(ring.file(), Role.READER, StageWakeUpTest::losePage)) {
      reader.arm();
      sink.first().sendNext("a");
      assertPageLost(sink.second());
    }
  }

  @Test
  void shouldFailSinkWhenPageIsLostAfterWakeUp() {
    RawRing ring = fixture.raw();
    ring.reader();
    Pair<TestPublisher.Probe<String>, RingSinkControl> sink = sink(RingSettings.FOREVER);
    result(sink.second().resumePoint());
    try (PeerStub reader =
        PeerStub.of(
            ring.file(),
            Role.READER,
            stub -> {
              if (stub.wakeUps() == 1) {
                stub.arm();
              } else {
                losePage(stub);
              }
            })) {
      reader.arm();
      sink.first().sendNext(LARGE);
      Await.until(() -> reader.wakeUps() == 1, () -> "not signalled");
      Await.asserted(() -> assertThat(sink.second().metrics().parkings()).isPositive());
      ring.reader().read();
      assertPageLost(sink.second());
    }
  }

  @Test
  void shouldFailSinkWhenPageIsLostWhileCompleting() {
    RawRing ring = fixture.raw();
    ring.reader();
    Pair<TestPublisher.Probe<String>, RingSinkControl> sink = sink(RingSettings.FOREVER);
    result(sink.second().resumePoint());
    try (PeerStub reader = PeerStub.of(ring.file(), Role.READER, StageWakeUpTest::losePage)) {
      reader.arm();
      sink.first().sendComplete();
      assertPageLost(sink.second());
    }
    assertThat(ring.next())
        .as("the end was published before the failure")
        .isEqualTo(ReadResult.COMPLETED);
  }

  private static void assertPageLost(RingSinkControl sink) {
    assertThat(failure(sink.published())).isInstanceOf(RingStorageException.class);
    fixture.ringStays(fixture.name());
  }

  @Test
  void shouldFailSourceWhenPageIsLostWhileReading() {
    RawRing ring = fixture.raw();
    ring.write("a");
    TestSubscriber.Probe<String> source =
        fixture.source().runWith(fixture.downstream(), fixture.materializer());
    source.requestNext("a");
    try (PeerStub writer = PeerStub.of(ring.file(), Role.WRITER, StageWakeUpTest::losePage)) {
      writer.arm();
      source.request(1);
      assertThat(source.expectError()).isInstanceOf(RingStorageException.class);
    }
    fixture.ringStays(fixture.name());
  }

  @Test
  void shouldFailSourceWhenPageIsLostOnCommit() {
    RawRing ring = fixture.raw();
    ring.write("a");
    Pair<RingControl, TestSubscriber.Probe<Committable<String>>> source = committable();
    Committable<String> element = source.second().request(1).expectNext();
    try (PeerStub writer = PeerStub.of(ring.file(), Role.WRITER, StageWakeUpTest::losePage)) {
      writer.arm();
      element.commit();
      assertThat(source.second().expectError()).isInstanceOf(RingStorageException.class);
    }
    fixture.ringStays(fixture.name());
  }

  private static void losePage(PeerStub stub) {
    throw new InternalError("a fault occurred in an unsafe memory access operation");
  }

  /** Waits until the conductor has found the peer lost, and has acted on it. */
  private static void awaitLost(Supplier<PeerState> peer) {
    Await.asserted(() -> assertThat(peer.get()).isEqualTo(PeerState.LOST));
    CompletableFuture<Done> done = new CompletableFuture<>();
    conductor().execute(() -> done.complete(Done.getInstance()));
    result(done);
  }

  /** Runs an action while the conductor does nothing for any ring of the actor system. */
  private static void whileConductorIsBlocked(Runnable action) {
    CompletableFuture<Done> blocked = new CompletableFuture<>();
    CompletableFuture<Done> unblocked = new CompletableFuture<>();
    conductor()
        .execute(
            () -> {
              blocked.complete(Done.getInstance());
              unblocked.join();
            });
    result(blocked);
    try {
      action.run();
    } finally {
      unblocked.complete(Done.getInstance());
    }
  }

  private static Conductor conductor() {
    return CulvertExtension.ID.get(fixture.system()).context().conductor();
  }

  private static Pair<TestPublisher.Probe<String>, RingSinkControl> sink(Duration peerTimeout) {
    return fixture
        .upstream()
        .toMat(
            RingSink.withControl(
                fixture.name(), Codecs.utf8(), fixture.settings().withPeerTimeout(peerTimeout)),
            Keep.both())
        .run(fixture.materializer());
  }

  private static Pair<RingControl, TestSubscriber.Probe<Committable<String>>> committable() {
    return RingSource.committable(
            fixture.name(),
            Codecs.utf8(),
            fixture.settings().withCommitTimeout(RingSettings.FOREVER))
        .toMat(TestSink.<Committable<String>>create(fixture.system()), Keep.both())
        .run(fixture.materializer());
  }

  /** A source, and a sink that ends as soon as it has published everything. */
  private static final class SinkAndSource {

    private final RawRing ring = fixture.raw();
    private final TestPublisher.Probe<String> upstream;
    private final TestSubscriber.Probe<String> source;

    SinkAndSource() {
      Pair<TestPublisher.Probe<String>, CompletionStage<Done>> sink =
          fixture.upstream().toMat(fixture.sink(), Keep.both()).run(fixture.materializer());
      upstream = sink.first();
      source = fixture.source().runWith(fixture.downstream(), fixture.materializer());
      PeerStub.awaitArmed(ring.file(), Role.WRITER);
    }
  }
}
