package io.culvert.javadsl;

import static io.culvert.testing.Await.failure;
import static io.culvert.testing.Await.result;
import static org.assertj.core.api.Assertions.assertThat;

import io.culvert.codec.Codecs;
import io.culvert.exceptions.AttachTimeoutException;
import io.culvert.exceptions.StreamEndedException;
import io.culvert.fixture.RawRing;
import io.culvert.fixture.StageFixture;
import io.culvert.ring.ReadResult;
import io.culvert.testing.Await;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.Done;
import org.apache.pekko.stream.javadsl.Sink;
import org.apache.pekko.stream.javadsl.Source;
import org.apache.pekko.stream.testkit.TestSubscriber;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A side whose peer does not attach. */
@Tag("waits")
class AttachTimeoutTest {

  @RegisterExtension static final StageFixture fixture = StageFixture.create();

  private static final Duration SHORT = Duration.ofMillis(400);

  /** Heartbeats that take longer than the short timeout. */
  private static final int MORE_THAN_SHORT = 6;

  private static final String EIGHTH = "-".repeat(StageFixture.EIGHTH);

  @Test
  void shouldFailSourceWhenWriterDoesNotAttach() {
    long begin = System.nanoTime();
    Throwable failure = failure(source(SHORT).runWith(Sink.ignore(), fixture.materializer()));
    assertThat(System.nanoTime() - begin).isGreaterThanOrEqualTo(SHORT.toNanos());
    RawRing ring = fixture.raw();
    assertThat(failure)
        .isInstanceOf(AttachTimeoutException.class)
        .hasMessageContaining("role=writer")
        .hasMessageContaining("waited=PT0.4S")
        .hasMessageContaining("file=" + fixture.file(fixture.name()))
        .hasMessageContaining("key=" + ring.file().fileKey());
    fixture.ringStays(fixture.name());
  }

  @Test
  void shouldNotFailSourceWhenWriterHasAttached() {
    RawRing ring = fixture.raw();
    ring.writer();
    TestSubscriber.Probe<String> probe =
        source(SHORT).runWith(fixture.downstream(), fixture.materializer());
    probe.request(1);
    ring.awaitReaderHeartbeats(MORE_THAN_SHORT);
    ring.write("a");
    probe.expectNext("a");
    probe.cancel();
  }

  @Test
  void shouldEmitLeftElementsBeforeFailingWhenTimeoutIsZero() {
    RawRing former = fixture.raw();
    former.write("a", "b");
    former.close();
    TestSubscriber.Probe<String> probe =
        source(Duration.ZERO).runWith(fixture.downstream(), fixture.materializer());
    probe.request(3).expectNext("a", "b");
    assertThat(probe.expectError())
        .as("a writer that detached before this source attached does not count")
        .isInstanceOf(AttachTimeoutException.class);
    fixture.ringStays(fixture.name());
  }

  @Test
  void shouldFailSinkWhenRingIsFullAndReaderDoesNotAttach() {
    RingSinkControl control =
        Source.repeat(EIGHTH)
            .take(7)
            .concat(Source.maybe())
            .runWith(sink(Duration.ZERO), fixture.materializer());
    Await.asserted(() -> assertThat(control.metrics().elements()).isEqualTo(7));
    RawRing ring = fixture.raw();
    ring.awaitWriterHeartbeats(MORE_THAN_SHORT);
    assertThat(control.published().toCompletableFuture()).isNotDone();
    ring.cancel();
    assertThat(result(control.drained())).isEqualTo(Done.getInstance());

    String other = fixture.newName();
    RingSinkControl full =
        Source.repeat(EIGHTH)
            .runWith(
                RingSink.withControl(
                    other, Codecs.utf8(), fixture.settings().withAttachTimeout(SHORT)),
                fixture.materializer());
    assertThat(failure(full.published()))
        .isInstanceOf(AttachTimeoutException.class)
        .hasMessageContaining("role=reader")
        .hasMessageContaining("waited=PT0.4S");
    assertThat(full.metrics().elements()).isEqualTo(7);
    RawRing left = fixture.raw(other);
    for (int i = 0; i < 7; i++) {
      assertThat(left.read()).isEqualTo(EIGHTH);
    }
    assertThat(left.next()).isEqualTo(ReadResult.FAILED);
    left.finish();
  }

  @Test
  void shouldCompleteSinkOnPublicationWhenTimeoutIsZero() {
    CompletionStage<Done> sent =
        Source.single("a")
            .runWith(
                RingSink.create(
                    fixture.name(),
                    Codecs.utf8(),
                    fixture.settings().withAttachTimeout(Duration.ZERO)),
                fixture.materializer());
    assertThat(result(sent)).isEqualTo(Done.getInstance());
    fixture.ringStays(fixture.name());
  }

  @Test
  void shouldFailDrainedWhenReaderDoesNotAttach() {
    RingSinkControl control = Source.single("a").runWith(sink(SHORT), fixture.materializer());
    assertThat(result(control.published())).isEqualTo(Done.getInstance());
    assertThat(failure(control.drained())).isInstanceOf(AttachTimeoutException.class);
    assertThat(result(source(Duration.ZERO).runWith(Sink.seq(), fixture.materializer())))
        .as("the stream has completed")
        .containsExactly("a");
  }

  @Test
  void shouldFailSinkWhenEarlierStreamIsNotDrained() {
    assertThat(result(Source.single("a").runWith(fixture.sink(), fixture.materializer())))
        .isEqualTo(Done.getInstance());
    RingSinkControl control = Source.single("b").runWith(sink(SHORT), fixture.materializer());
    Throwable failure = failure(control.published());
    assertThat(failure)
        .isInstanceOf(AttachTimeoutException.class)
        .hasMessageContaining("role=reader")
        .hasMessageContaining("waited=PT0.4S")
        .hasMessageContaining("stream ended: position=16")
        .hasMessageContaining("file=" + fixture.file(fixture.name()))
        .hasCauseInstanceOf(StreamEndedException.class);
    assertThat(failure(control.resumePoint())).isSameAs(failure);
    assertThat(failure(control.drained())).isSameAs(failure);

    assertThat(result(fixture.source().runWith(Sink.seq(), fixture.materializer())))
        .as("the earlier stream is unchanged")
        .containsExactly("a");
  }

  @Test
  void shouldPublishWhenEarlierStreamIsDrainedInTime() {
    result(Source.single("a").runWith(fixture.sink(), fixture.materializer()));
    RingSinkControl control =
        Source.single("b").runWith(sink(Duration.ofSeconds(100)), fixture.materializer());
    assertThat(result(fixture.source().runWith(Sink.seq(), fixture.materializer())))
        .containsExactly("a");
    assertThat(result(fixture.source().runWith(Sink.seq(), fixture.materializer())))
        .isEqualTo(List.of("b"));
    assertThat(result(control.drained())).isEqualTo(Done.getInstance());
  }

  private static Source<String, RingControl> source(Duration attachTimeout) {
    return RingSource.create(
        fixture.name(), Codecs.utf8(), fixture.settings().withAttachTimeout(attachTimeout));
  }

  private static Sink<String, RingSinkControl> sink(Duration attachTimeout) {
    return RingSink.withControl(
        fixture.name(), Codecs.utf8(), fixture.settings().withAttachTimeout(attachTimeout));
  }
}
