package io.culvert.javadsl;

import static io.culvert.testing.Await.failure;
import static io.culvert.testing.Await.result;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import io.culvert.codec.Codecs;
import io.culvert.exceptions.RemoteStreamException;
import io.culvert.exceptions.RingStorageException;
import io.culvert.fixture.RawRing;
import io.culvert.fixture.StageFixture;
import io.culvert.ring.ReadResult;
import io.culvert.ring.ResumePoint;
import io.culvert.ring.layout.RingDescriptor;
import io.culvert.testing.Await;
import java.io.IOException;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.ToLongFunction;
import org.apache.pekko.Done;
import org.apache.pekko.actor.ActorSystem;
import org.apache.pekko.japi.Pair;
import org.apache.pekko.stream.Materializer;
import org.apache.pekko.stream.javadsl.Keep;
import org.apache.pekko.stream.javadsl.Sink;
import org.apache.pekko.stream.javadsl.Source;
import org.apache.pekko.stream.testkit.TestPublisher;
import org.apache.pekko.testkit.javadsl.TestKit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Producers that resume where they stopped. The token of a text is its leading number. */
class ResumableSinkTest {

  @RegisterExtension static final StageFixture fixture = StageFixture.create();

  private static final int READER_STATUS_OFFSET =
      RingDescriptor.readerOffset(0) + RingDescriptor.STATUS;

  @Test
  void shouldHaveNoTokenWhenRingIsNew() {
    RingSinkControl control = run(Source.single("1"), fixture.materializer());
    ResumePoint point = result(control.resumePoint());
    assertThat(point.token()).isEmpty();
    assertThat(point.position()).isZero();
    assertThat(result(control.published())).isEqualTo(Done.getInstance());
    RawRing ring = fixture.raw();
    assertThat(point.ringId()).isEqualTo(ring.file().header().ringId());
    assertThat(ring.read()).isEqualTo("1");
    assertThat(ring.next()).isEqualTo(ReadResult.COMPLETED);
    ring.finish();
    assertThat(result(control.drained())).isEqualTo(Done.getInstance());
  }

  /** Undeclared exceptions too: other languages have no checked exceptions. */
  @Test
  void shouldFailBothSidesWhenTokenFunctionThrows() {
    IOException thrown = new IOException("no token");
    RingSinkControl control =
        Source.single("1")
            .runWith(
                RingSink.resumable(
                    fixture.name(),
                    Codecs.utf8(),
                    text -> ResumableSinkTest.<RuntimeException>throwAny(thrown),
                    fixture.settings()),
                fixture.materializer());
    assertThat(failure(control.published())).isSameAs(thrown);
    assertThat(failure(fixture.source().runWith(Sink.seq(), fixture.materializer())))
        .isInstanceOf(RemoteStreamException.class)
        .hasMessageContaining("no token");
  }

  @SuppressWarnings("unchecked")
  private static <E extends Throwable> long throwAny(Throwable thrown) throws E {
    throw (E) thrown;
  }

  /** A function that counts would otherwise return the tokens of later elements. */
  @Test
  void shouldComputeTokenOnceWhenElementWaitsForRoom() {
    AtomicLong taken = new AtomicLong();
    RingSinkControl control =
        Source.repeat("-".repeat(1_000))
            .take(500)
            .runWith(
                RingSink.resumable(
                    fixture.name(),
                    Codecs.utf8(),
                    text -> taken.incrementAndGet(),
                    fixture.settings()),
                fixture.materializer());
    Await.asserted(() -> assertThat(control.metrics().parkings()).isPositive());
    result(fixture.source().runWith(Sink.ignore(), fixture.materializer()));
    assertThat(result(control.drained())).isEqualTo(Done.getInstance());
    assertThat(taken).hasValue(500);
  }

  @Test
  void shouldKeepTokenWhenMaterializerIsShutDown() {
    Materializer ending = Materializer.createMaterializer(fixture.system());
    RingSinkControl former =
        run(Source.from(List.of("1", "-7", "3 three")).concat(Source.maybe()), ending);
    UUID ring = result(former.resumePoint()).ringId();
    Await.asserted(() -> assertThat(former.metrics().elements()).isEqualTo(3));
    ending.shutdown();

    RingSinkControl control = run(Source.single("4"), fixture.materializer());
    ResumePoint point = result(control.resumePoint());
    assertThat(point.token()).hasValue(3);
    assertThat(point.ringId()).isEqualTo(ring);
    assertThat(point.position()).isEqualTo(former.metrics().position());
    assertThat(result(fixture.source().runWith(Sink.seq(), fixture.materializer())))
        .containsExactly("1", "-7", "3 three", "4");
    assertThat(result(control.drained())).isEqualTo(Done.getInstance());
    assertThat(result(control.resumePoint())).as("the same afterwards").isEqualTo(point);
  }

  @Test
  void shouldKeepTokenWhenActorSystemIsTerminated() {
    ActorSystem ending = fixture.newSystem();
    RingSinkControl former =
        Source.from(List.of("1", "2")).concat(Source.maybe()).runWith(resumable(), ending);
    Await.asserted(() -> assertThat(former.metrics().elements()).isEqualTo(2));
    TestKit.shutdownActorSystem(ending);

    RingSinkControl control = run(Source.single("3"), fixture.materializer());
    assertThat(result(control.resumePoint()).token()).hasValue(2);
    assertThat(result(fixture.source().runWith(Sink.seq(), fixture.materializer())))
        .containsExactly("1", "2", "3");
  }

  @Test
  void shouldKeepTokenWhenElementsWereRead() {
    Materializer ending = Materializer.createMaterializer(fixture.system());
    RingSinkControl former = run(Source.from(List.of("1", "2")).concat(Source.maybe()), ending);
    RawRing ring = fixture.raw();
    assertThat(ring.read()).isEqualTo("1");
    assertThat(ring.read()).isEqualTo("2");
    ring.reader().release();
    ring.reader().storeReleased();
    ending.shutdown();
    assertThat(failure(former.drained())).isNotNull();

    RingSinkControl control = run(Source.maybe(), fixture.materializer());
    assertThat(result(control.resumePoint()).token()).hasValue(2);
    ring.cancel();
    assertThat(result(control.drained())).isEqualTo(Done.getInstance());
  }

  /** An element that found no room was not published, so its token must not be stored. */
  @Test
  void shouldNotStoreTokenOfUnpublishedElement() {
    String eighth = " ".repeat(StageFixture.EIGHTH - 1);
    Materializer ending = Materializer.createMaterializer(fixture.system());
    RingSinkControl former = run(Source.range(1, 9).map(number -> number + eighth), ending);
    Await.asserted(() -> assertThat(former.metrics().parkings()).isPositive());
    assertThat(former.metrics().elements()).isEqualTo(7);
    ending.shutdown();

    RingSinkControl control = run(Source.single("8"), fixture.materializer());
    assertThat(result(control.resumePoint()).token()).hasValue(7);
    assertThat(result(fixture.source().runWith(Sink.seq(), fixture.materializer())))
        .hasSize(8)
        .endsWith("8");
  }

  /** The first fragments of the element are already in the ring. */
  @Test
  void shouldNotStoreTokenOfPartlyPublishedElement() {
    String large = "2" + " ".repeat(3 * StageFixture.CAPACITY);
    Materializer ending = Materializer.createMaterializer(fixture.system());
    Pair<TestPublisher.Probe<String>, RingSinkControl> former =
        fixture.upstream().toMat(resumable(), Keep.both()).run(ending);
    former.first().sendNext("1");
    former.first().sendNext(large);
    Await.asserted(() -> assertThat(former.second().metrics().parkings()).isPositive());
    ending.shutdown();

    RingSinkControl control = run(Source.from(List.of(large, "3")), fixture.materializer());
    assertThat(result(control.resumePoint()).token()).hasValue(1);
    assertThat(result(fixture.source().runWith(Sink.seq(), fixture.materializer())))
        .containsExactly("1", large, "3");
  }

  @Test
  void shouldStoreTokenWhenLastFragmentIsPublished() {
    String large = "2" + " ".repeat(3 * StageFixture.CAPACITY);
    String half = "3" + " ".repeat(StageFixture.CAPACITY / 2);
    Materializer ending = Materializer.createMaterializer(fixture.system());
    RingSinkControl former =
        run(Source.from(List.of("1", large, half)).concat(Source.maybe()), ending);
    RawRing ring = fixture.raw();
    for (String text : List.of("1", large, half)) {
      assertThat(ring.read()).isEqualTo(text);
      ring.reader().release();
    }
    Await.asserted(() -> assertThat(former.metrics().elements()).isEqualTo(3));
    ending.shutdown();
    RingSinkControl control = run(Source.maybe(), fixture.materializer());
    assertThat(result(control.resumePoint()).token()).hasValue(3);
    ring.cancel();
    assertThat(result(control.drained())).isEqualTo(Done.getInstance());
  }

  @Test
  void shouldPublishEarlierElementsThenFailWhenTokenFails() {
    RingSinkControl control = run(Source.from(List.of("1", "none", "3")), fixture.materializer());
    Throwable failure = failure(control.published());
    assertThat(failure).isInstanceOf(NumberFormatException.class).hasMessageContaining("none");
    assertThat(failure(control.drained())).isSameAs(failure);
    RawRing ring = fixture.raw();
    assertThat(ring.read()).isEqualTo("1");
    assertThat(ring.next()).isEqualTo(ReadResult.FAILED);
    assertThat(ring.reader().failure().className())
        .isEqualTo(NumberFormatException.class.getName());
    ring.finish();
  }

  @Test
  void shouldKeepTokenWhenNextSinkHasNone() {
    Materializer ending = Materializer.createMaterializer(fixture.system());
    RingSinkControl former = run(Source.single("5").concat(Source.maybe()), ending);
    Await.asserted(() -> assertThat(former.metrics().elements()).isEqualTo(1));
    ending.shutdown();
    RingSinkControl plain =
        Source.single("x")
            .runWith(
                RingSink.withControl(fixture.name(), Codecs.utf8(), fixture.settings()),
                fixture.materializer());
    assertThat(result(plain.resumePoint()).token()).hasValue(5);
    assertThat(result(fixture.source().runWith(Sink.seq(), fixture.materializer())))
        .containsExactly("5", "x");
  }

  @Test
  void shouldHaveNoTokenWhenNextStreamStarts() {
    RingSinkControl former = run(Source.single("1"), fixture.materializer());
    result(fixture.source().runWith(Sink.seq(), fixture.materializer()));
    RingSinkControl control = run(Source.single("2"), fixture.materializer());
    ResumePoint point = result(control.resumePoint());
    assertThat(point.token()).isEmpty();
    assertThat(point.position()).isZero();
    assertThat(point.ringId()).isNotEqualTo(result(former.resumePoint()).ringId());
    result(fixture.source().runWith(Sink.seq(), fixture.materializer()));
  }

  @Test
  void shouldFailResumePointWhenRingCannotBeOpened() {
    RingSinkControl control =
        Source.single("1")
            .runWith(
                RingSink.resumable(
                    fixture.name(),
                    Codecs.utf8(),
                    number(),
                    fixture.settings().withDirectory(fixture.directory().resolve("a/b"))),
                fixture.materializer());
    assertThat(failure(control.resumePoint())).isInstanceOf(RingStorageException.class);
  }

  @Test
  void shouldRaiseEpochOnEveryAttach() {
    RawRing ring = fixture.raw();
    for (int epoch = 1; epoch <= 5; epoch++) {
      Materializer ending = Materializer.createMaterializer(fixture.system());
      RingSinkControl sink = run(Source.maybe(), ending);
      result(sink.resumePoint());
      RingControl source = fixture.source().to(Sink.ignore()).run(ending);
      long wanted = epoch;
      Await.asserted(() -> assertThat(epoch(ring, READER_STATUS_OFFSET)).isEqualTo(wanted));
      assertThat(epoch(ring, RingDescriptor.WRITER_STATUS_OFFSET)).isEqualTo(wanted);
      ending.shutdown();
      result(source.isShutdown());
      assertThat(failure(sink.drained())).isNotNull();
    }
    fixture.ringStays(fixture.name());
  }

  /** Returns the epoch, which is in the status word above the state. */
  private static long epoch(RawRing ring, int statusOffset) {
    return ring.word(statusOffset) >>> 8;
  }

  @Test
  void shouldRequireTokenFunctionAndSettings() {
    assertThatNullPointerException()
        .isThrownBy(() -> RingSink.resumable("ring", Codecs.utf8(), null))
        .withMessage("token");
    assertThatNullPointerException()
        .isThrownBy(() -> RingSink.resumable("ring", Codecs.utf8(), number(), null))
        .withMessage("settings");
  }

  private static RingSinkControl run(Source<String, ?> source, Materializer materializer) {
    return source.runWith(resumable(), materializer);
  }

  private static Sink<String, RingSinkControl> resumable() {
    return RingSink.resumable(fixture.name(), Codecs.utf8(), number(), fixture.settings());
  }

  private static ToLongFunction<String> number() {
    return text -> Long.parseLong(text.split(" ", 2)[0]);
  }
}
