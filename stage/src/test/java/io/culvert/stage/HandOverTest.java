package io.culvert.stage;

import static io.culvert.testing.StageFixture.failure;
import static io.culvert.testing.StageFixture.result;
import static org.assertj.core.api.Assertions.assertThat;

import io.culvert.Committable;
import io.culvert.PeerState;
import io.culvert.PeerTerminatedException;
import io.culvert.RingSettings;
import io.culvert.RingStorageException;
import io.culvert.codec.Codecs;
import io.culvert.javadsl.RingControl;
import io.culvert.javadsl.RingSink;
import io.culvert.javadsl.RingSinkControl;
import io.culvert.javadsl.RingSource;
import io.culvert.peer.Conductor;
import io.culvert.peer.NextDoor;
import io.culvert.peer.Role;
import io.culvert.ring.ReadResult;
import io.culvert.ring.RingLayout;
import io.culvert.ring.RoleState;
import io.culvert.testing.Await;
import io.culvert.testing.RawRing;
import io.culvert.testing.StageFixture;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.apache.pekko.Done;
import org.apache.pekko.japi.Pair;
import org.apache.pekko.stream.javadsl.Keep;
import org.apache.pekko.stream.testkit.TestPublisher;
import org.apache.pekko.stream.testkit.TestSubscriber;
import org.apache.pekko.stream.testkit.javadsl.TestSink;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * How a stage wakes the other side and is woken itself, while the conductor, which makes up for a
 * wake-up that was lost, does nothing; and what comes at the worst moment, when a stage has looked
 * for the last time and is not armed yet.
 */
class HandOverTest {

  /** A page that is lost is fatal to an actor system that meets it: here not to the JVM, too. */
  @RegisterExtension
  static final StageFixture fixture =
      StageFixture.withConfig("pekko.jvm-exit-on-fatal-error = off");

  private static final String LARGE = "x".repeat(3 * StageFixture.CAPACITY);

  /** Each takes an eighth of the ring, header included: seven of them fit beside the reserve. */
  private static final List<String> TOO_MANY =
      IntStream.range(0, 8).mapToObj("%08184d"::formatted).toList();

  // Two stages. Nobody looks for them.

  @Test
  void aSourceIsWokenByAnElement() {
    Both both = new Both();
    both.source.request(1);
    NextDoor.awaitArmed(both.ring.file(), Role.READER);
    whileTheConductorSleeps(
        () -> {
          both.upstream.sendNext("a");
          both.source.expectNext("a");
        });
    both.source.cancel();
  }

  @Test
  void aSourceIsWokenByTheEnd() {
    Both both = new Both();
    both.source.request(1);
    NextDoor.awaitArmed(both.ring.file(), Role.READER);
    whileTheConductorSleeps(
        () -> {
          both.upstream.sendComplete();
          both.source.expectComplete();
        });
  }

  @Test
  void aLargeElementPasses() {
    Both both = new Both();
    both.source.request(1);
    NextDoor.awaitArmed(both.ring.file(), Role.READER);
    whileTheConductorSleeps(
        () -> {
          both.upstream.sendNext(LARGE);
          both.source.expectNext(LARGE);
        });
    both.source.cancel();
  }

  /** Half of the ring is free then; the source does not wait, so that it rings while it reads. */
  @Test
  void aSinkThatFindsNoRoomIsWokenWhenThereIs() {
    RawRing ring = fixture.raw();
    ring.write(TOO_MANY.subList(0, 7).toArray(String[]::new));
    ring.writer().close();
    Pair<TestPublisher.Probe<String>, RingSinkControl> sink = sink(RingSettings.FOREVER);
    TestSubscriber.Probe<String> source =
        fixture.source().runWith(fixture.downstream(), fixture.materializer());
    source.requestNext(TOO_MANY.get(0));
    sink.first().sendNext(TOO_MANY.get(7));
    Await.asserted(() -> assertThat(sink.second().metrics().parkings()).isPositive());
    whileTheConductorSleeps(
        () -> {
          source.request(5).expectNextN(TOO_MANY.subList(1, 6));
          Await.asserted(() -> assertThat(sink.second().metrics().elements()).isEqualTo(1));
        });
    source.cancel();
    assertThat(result(sink.second().drained())).isEqualTo(Done.getInstance());
  }

  /** Without committing any of it, so that the sink waits for room for the last element. */
  private static List<Committable<String>> takeAllThatFits(
      Pair<TestPublisher.Probe<String>, RingSinkControl> sink,
      TestSubscriber.Probe<Committable<String>> source) {
    TOO_MANY.forEach(sink.first()::sendNext);
    List<Committable<String>> elements = new ArrayList<>();
    for (int i = 0; i < 7; i++) {
      elements.add(source.request(1).expectNext());
    }
    Await.asserted(() -> assertThat(sink.second().metrics().parkings()).isPositive());
    return elements;
  }

  /** A source that ends takes no element any more, but what is committed makes room. */
  @Test
  void aSinkThatFindsNoRoomIsWokenByACommitToASourceThatEnds() {
    Pair<TestPublisher.Probe<String>, RingSinkControl> sink = sink(RingSettings.FOREVER);
    Pair<RingControl, TestSubscriber.Probe<Committable<String>>> source = committable();
    List<Committable<String>> elements = takeAllThatFits(sink, source.second());
    source.first().stop();
    source.second().request(1).expectComplete();
    whileTheConductorSleeps(
        () -> {
          elements.subList(0, 5).forEach(Committable::commit);
          Await.asserted(() -> assertThat(sink.second().metrics().elements()).isEqualTo(8));
        });
    elements.subList(5, 7).forEach(Committable::commit);
    assertThat(result(source.first().isShutdown())).isEqualTo(Done.getInstance());
    RawRing rest = fixture.raw();
    assertThat(rest.read()).isEqualTo(TOO_MANY.get(7));
    rest.cancel();
    assertThat(result(sink.second().drained())).isEqualTo(Done.getInstance());
  }

  /** The source holds more than half of the ring until something new comes. */
  @Test
  void aSinkIsWokenForTheLittleRoomThatASourceWithAWindowLeaves() {
    Pair<TestPublisher.Probe<String>, RingSinkControl> sink = sink(RingSettings.FOREVER);
    Pair<RingControl, TestSubscriber.Probe<Committable<String>>> source = committable();
    List<Committable<String>> elements = takeAllThatFits(sink, source.second());
    source.second().request(1);
    NextDoor.awaitArmed(fixture.raw().file(), Role.READER);
    whileTheConductorSleeps(
        () -> {
          elements.get(0).commit();
          elements.add(source.second().expectNext());
        });
    assertThat(elements.get(7).element()).isEqualTo(TOO_MANY.get(7));
    source.second().cancel();
    elements.forEach(Committable::commit);
    assertThat(result(sink.second().drained())).isEqualTo(Done.getInstance());
  }

  // One stage. The test is the other side, and comes when it is rung for: just before the stage is
  // armed.

  @Test
  void roomThatIsMadeBeforeASinkIsArmedIsSeen() {
    RawRing ring = fixture.raw();
    ring.reader();
    Pair<TestPublisher.Probe<String>, RingSinkControl> sink = sink(RingSettings.FOREVER);
    result(sink.second().resumePoint());
    List<ReadResult> reads = new ArrayList<>();
    try (NextDoor reader =
        NextDoor.of(
            ring.file(),
            Role.READER,
            door -> {
              door.arm();
              reads.add(ring.reader().read());
            })) {
      reader.arm();
      whileTheConductorSleeps(
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

  /** It was woken, so that it is not armed when the conductor finds its reader dead. */
  @Test
  void aReaderThatIsLostBeforeASinkIsArmedIsMissed() {
    RawRing ring = fixture.raw();
    ring.reader();
    Pair<TestPublisher.Probe<String>, RingSinkControl> sink = sink(Duration.ZERO);
    result(sink.second().resumePoint());
    try (NextDoor reader =
        NextDoor.of(
            ring.file(),
            Role.READER,
            door -> {
              if (door.rings() == 1) {
                door.arm();
              } else {
                letReaderDie(ring);
                awaitJudged(() -> sink.second().metrics().peer());
              }
            })) {
      reader.arm();
      sink.first().sendNext(LARGE);
      Await.until(() -> reader.rings() == 1, () -> "not rung for");
      Await.asserted(() -> assertThat(sink.second().metrics().parkings()).isPositive());
      ring.reader().read();
      assertThat(failure(sink.second().published())).isInstanceOf(PeerTerminatedException.class);
    }
    fixture.ringStays(fixture.name());
  }

  @Test
  void anElementThatComesBeforeASourceIsArmedIsSeen() {
    RawRing ring = fixture.raw();
    ring.write("a");
    TestSubscriber.Probe<String> source =
        fixture.source().runWith(fixture.downstream(), fixture.materializer());
    source.requestNext("a");
    try (NextDoor writer = NextDoor.of(ring.file(), Role.WRITER, door -> ring.write("b"))) {
      writer.arm();
      whileTheConductorSleeps(() -> source.request(1).expectNext("b"));
    }
    source.cancel();
  }

  @Test
  void aWriterThatIsLostBeforeASourceIsArmedIsMissed() {
    RawRing ring = fixture.raw();
    ring.write("a");
    Pair<RingControl, TestSubscriber.Probe<String>> source =
        RingSource.create(
                fixture.name(), Codecs.utf8(), fixture.settings().withPeerTimeout(Duration.ZERO))
            .toMat(fixture.downstream(), Keep.both())
            .run(fixture.materializer());
    source.second().requestNext("a");
    try (NextDoor writer =
        NextDoor.of(
            ring.file(),
            Role.WRITER,
            door -> {
              ring.writer().close();
              awaitJudged(() -> source.first().metrics().peer());
            })) {
      writer.arm();
      source.second().request(1);
      assertThat(source.second().expectError()).isInstanceOf(PeerTerminatedException.class);
    }
    fixture.ringStays(fixture.name());
  }

  @Test
  void aWakeUpWithoutDemandReleasesNothing() {
    RawRing ring = fixture.raw();
    ring.write("a", "b");
    TestSubscriber.Probe<String> source =
        fixture.source().runWith(fixture.downstream(), fixture.materializer());
    source.requestNext("a");
    NextDoor.wake(ring.file(), Role.READER);
    source.cancel(new IllegalStateException("broken"));
    Await.asserted(() -> assertThat(ring.writer().readerState()).isEqualTo(RoleState.FAILED));
    assertThat(fixture.raw().read()).as("downstream has not done with it").isEqualTo("a");
    fixture.ringStays(fixture.name());
  }

  // A page that is lost shows where the JVM likes: here to who rings.

  @Test
  void aSinkThatLosesAPageWhileItPublishesFails() {
    RawRing ring = fixture.raw();
    ring.reader();
    Pair<TestPublisher.Probe<String>, RingSinkControl> sink = sink(RingSettings.FOREVER);
    result(sink.second().resumePoint());
    try (NextDoor reader = NextDoor.of(ring.file(), Role.READER, HandOverTest::losePage)) {
      reader.arm();
      sink.first().sendNext("a");
      assertPageLost(sink.second());
    }
  }

  @Test
  void aSinkThatLosesAPageWhenItIsWokenFails() {
    RawRing ring = fixture.raw();
    ring.reader();
    Pair<TestPublisher.Probe<String>, RingSinkControl> sink = sink(RingSettings.FOREVER);
    result(sink.second().resumePoint());
    try (NextDoor reader =
        NextDoor.of(
            ring.file(),
            Role.READER,
            door -> {
              if (door.rings() == 1) {
                door.arm();
              } else {
                losePage(door);
              }
            })) {
      reader.arm();
      sink.first().sendNext(LARGE);
      Await.until(() -> reader.rings() == 1, () -> "not rung for");
      Await.asserted(() -> assertThat(sink.second().metrics().parkings()).isPositive());
      ring.reader().read();
      assertPageLost(sink.second());
    }
  }

  @Test
  void aSinkThatLosesAPageWhileItCompletesFails() {
    RawRing ring = fixture.raw();
    ring.reader();
    Pair<TestPublisher.Probe<String>, RingSinkControl> sink = sink(RingSettings.FOREVER);
    result(sink.second().resumePoint());
    try (NextDoor reader = NextDoor.of(ring.file(), Role.READER, HandOverTest::losePage)) {
      reader.arm();
      sink.first().sendComplete();
      assertPageLost(sink.second());
    }
    assertThat(ring.next()).as("the end was published before").isEqualTo(ReadResult.COMPLETED);
  }

  private static void assertPageLost(RingSinkControl sink) {
    assertThat(failure(sink.published())).isInstanceOf(RingStorageException.class);
    fixture.ringStays(fixture.name());
  }

  @Test
  void aSourceThatLosesAPageWhileItReadsFails() {
    RawRing ring = fixture.raw();
    ring.write("a");
    TestSubscriber.Probe<String> source =
        fixture.source().runWith(fixture.downstream(), fixture.materializer());
    source.requestNext("a");
    try (NextDoor writer = NextDoor.of(ring.file(), Role.WRITER, HandOverTest::losePage)) {
      writer.arm();
      source.request(1);
      assertThat(source.expectError()).isInstanceOf(RingStorageException.class);
    }
    fixture.ringStays(fixture.name());
  }

  @Test
  void aSourceThatLosesAPageAtACommitFails() {
    RawRing ring = fixture.raw();
    ring.write("a");
    Pair<RingControl, TestSubscriber.Probe<Committable<String>>> source = committable();
    Committable<String> element = source.second().request(1).expectNext();
    try (NextDoor writer = NextDoor.of(ring.file(), Role.WRITER, HandOverTest::losePage)) {
      writer.arm();
      element.commit();
      assertThat(source.second().expectError()).isInstanceOf(RingStorageException.class);
    }
    fixture.ringStays(fixture.name());
  }

  private static void losePage(NextDoor door) {
    throw new InternalError("a fault occurred in an unsafe memory access operation");
  }

  /** Leaves what a killed process leaves: a beat that has stopped, and a lock that nobody holds. */
  private static void letReaderDie(RawRing ring) {
    try {
      Files.createFile(fixture.directory().resolve(fixture.name() + ".reader-0.lock"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    ring.setWord(RingLayout.readerOffset(0) + RingLayout.BEAT, 7);
  }

  /** Waits until the conductor has found the other side lost, and has done what it does then. */
  private static void awaitJudged(Supplier<PeerState> peer) {
    Await.asserted(() -> assertThat(peer.get()).isEqualTo(PeerState.LOST));
    CompletableFuture<Done> done = new CompletableFuture<>();
    conductor().execute(() -> done.complete(Done.getInstance()));
    result(done);
  }

  /** It does nothing then, for no ring of the actor system. */
  private static void whileTheConductorSleeps(Runnable deed) {
    CompletableFuture<Done> asleep = new CompletableFuture<>();
    CompletableFuture<Done> over = new CompletableFuture<>();
    conductor()
        .execute(
            () -> {
              asleep.complete(Done.getInstance());
              over.join();
            });
    result(asleep);
    try {
      deed.run();
    } finally {
      over.complete(Done.getInstance());
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

  /** A sink, which ends as soon as it has published all, and a source. */
  private static final class Both {

    private final RawRing ring = fixture.raw();
    private final TestPublisher.Probe<String> upstream;
    private final TestSubscriber.Probe<String> source;

    Both() {
      Pair<TestPublisher.Probe<String>, CompletionStage<Done>> sink =
          fixture.upstream().toMat(fixture.sink(), Keep.both()).run(fixture.materializer());
      upstream = sink.first();
      source = fixture.source().runWith(fixture.downstream(), fixture.materializer());
      NextDoor.awaitArmed(ring.file(), Role.WRITER);
    }
  }
}
