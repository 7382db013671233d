package io.culvert.stage;

import static io.culvert.testing.Await.failure;
import static org.assertj.core.api.Assertions.assertThat;

import io.culvert.codec.Codecs;
import io.culvert.exceptions.CorruptRingException;
import io.culvert.exceptions.FencedException;
import io.culvert.fixture.RawRing;
import io.culvert.fixture.StageFixture;
import io.culvert.javadsl.RingSink;
import io.culvert.javadsl.RingSinkControl;
import io.culvert.ring.ReadResult;
import io.culvert.ring.layout.RingDescriptor;
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
import org.apache.pekko.stream.testkit.TestSubscriber;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Rings that are corrupted under a running stage: it fails alone, and reports what it found. */
class CorruptionTest {

  @RegisterExtension static final StageFixture fixture = StageFixture.create();

  private static final int HEAD_OFFSET = RingDescriptor.readerOffset(0);
  private static final int READER_STATUS_OFFSET = HEAD_OFFSET + RingDescriptor.STATUS;

  /** A valid epoch with a state that does not exist. */
  private static final int UNKNOWN_STATUS = 0x1FF;

  /** The type of a frame that holds the failure of a stream. */
  private static final int FAILED = 5;

  /** Two texts of one byte have been published. */
  private static final int TWO_FRAMES = 32;

  @AfterEach
  void assertOtherStreamsWork() {
    fixture.assertOtherStreamsWork();
  }

  @ParameterizedTest
  @CsvSource({
    "1, 0x100000, frame length",
    "1, -1, frame length",
    "1, -2147483648, frame length",
    "9, 8, frame type",
    "0, 0, frame type",
    "2, 8, padding length"
  })
  void shouldEmitEarlierElementsThenFailWhenFrameIsCorrupt(int type, int length, String field) {
    RawRing ring = fixture.raw();
    ring.write("a", "b");
    ring.corruptFrame(type, length);
    assertSourceFails(field, "position=32");
  }

  @Test
  void shouldFailWaitingSourceWhenFrameIsCorrupt() {
    RawRing ring = fixture.raw();
    TestSubscriber.Probe<String> probe = run();
    ring.write("a");
    probe.request(2).expectNext("a");
    ring.corruptFrame(-1, -1);
    assertCorrupt(probe.expectError(), "frame length");
    fixture.ringStays(fixture.name());
  }

  @ParameterizedTest
  @CsvSource({"24", "16", "-8", "1000000", "9223372036854775800"})
  void shouldEmitEarlierElementsThenFailWhenTailIsCorrupt(long tail) {
    RawRing ring = fixture.raw();
    ring.write("a", "b");
    TestSubscriber.Probe<String> probe = run();
    probe.requestNext("a");
    probe.requestNext("b");
    ring.setWord(RingDescriptor.TAIL_OFFSET, tail);
    probe.request(1);
    assertCorrupt(probe.expectError(), "tail");
    fixture.ringStays(fixture.name());
  }

  @Test
  void shouldFailSourceWhenFailureTextIsCorrupt() {
    RawRing ring = fixture.raw();
    ring.write("a", "b");
    ring.corruptFrame(FAILED, Long.BYTES, -1);
    assertSourceFails("failure length", "position=32");
  }

  @Test
  void shouldSendReasonToWriterWhenSourceFindsCorruption() {
    RawRing ring = fixture.raw();
    ring.write("a");
    TestSubscriber.Probe<String> probe = run();
    probe.requestNext("a");
    ring.setWord(RingDescriptor.TAIL_OFFSET, 3);
    probe.request(1);
    assertCorrupt(probe.expectError(), "tail");
    assertThat(ring.writer().readerReason())
        .startsWith(CorruptRingException.class.getName() + ": corrupt ring: field=tail, found=3");
    fixture.ringStays(fixture.name());
  }

  @ParameterizedTest
  @CsvSource({"3", "-8", "1000000"})
  void shouldFailSinkNeedingRoomWhenHeadIsCorrupt(long head) {
    RawRing ring = fixture.raw();
    Pair<TestPublisher.Probe<String>, RingSinkControl> running = runSink();
    running.first().sendNext("a");
    assertThat(ring.read()).isEqualTo("a");
    ring.setWord(HEAD_OFFSET, head);
    for (int i = 0; i < 7; i++) {
      running.first().sendNext("-".repeat(10_000));
    }
    assertCorrupt(failure(running.second().published()), "head");
    assertThat(failure(running.second().drained())).isInstanceOf(CorruptRingException.class);
    running.first().expectCancellation();
    fixture.ringStays(fixture.name());
  }

  @Test
  void shouldFailIdleSinkWhenReaderStatusIsCorrupt() {
    RawRing ring = fixture.raw();
    ring.writer().close();
    CompletionStage<Done> sent =
        Source.from(List.of("a", "b"))
            .concat(Source.maybe())
            .runWith(fixture.sink(), fixture.materializer());
    Await.until(() -> ring.word(RingDescriptor.TAIL_OFFSET) == TWO_FRAMES, () -> "not published");
    ring.setWord(READER_STATUS_OFFSET, UNKNOWN_STATUS);
    assertCorrupt(failure(sent), "reader status");

    ring.setWord(READER_STATUS_OFFSET, 0);
    RawRing successor = fixture.raw();
    assertThat(successor.read()).isEqualTo("a");
    assertThat(successor.read()).isEqualTo("b");
    assertThat(successor.next()).isEqualTo(ReadResult.FAILED);
    assertThat(successor.reader().failure().className())
        .isEqualTo(CorruptRingException.class.getName());
    successor.finish();
  }

  @Test
  void shouldFenceSourceWhenRoleIsTakenOver() {
    RawRing ring = fixture.raw();
    ring.write("a", "b");
    TestSubscriber.Probe<String> probe = run();
    probe.requestNext("a");
    RawRing intruder = fixture.raw();
    assertThat(intruder.read()).isEqualTo("a");
    probe.requestNext("b");
    probe.request(1);
    assertThat(probe.expectError())
        .isInstanceOf(FencedException.class)
        .hasMessageContainingAll("role=reader", "file=" + fixture.file(fixture.name()));
    assertThat(ring.word(HEAD_OFFSET)).isZero();
    fixture.ringStays(fixture.name());
  }

  @Test
  void shouldFenceSinkWhenRoleIsTakenOver() {
    RawRing ring = fixture.raw();
    Pair<TestPublisher.Probe<String>, RingSinkControl> running = runSink();
    running.first().sendNext("a");
    assertThat(ring.read()).isEqualTo("a");
    RawRing intruder = fixture.raw();
    intruder.write("intruder");
    running.first().sendNext("b");
    assertThat(failure(running.second().published()))
        .isInstanceOf(FencedException.class)
        .hasMessageContainingAll("role=writer", "file=" + fixture.file(fixture.name()));
    assertThat(ring.read()).isEqualTo("intruder");
    assertThat(ring.reader().read()).isEqualTo(ReadResult.EMPTY);
    fixture.ringStays(fixture.name());
  }

  @Test
  void shouldNotPublishEndWhenSinkIsFenced() {
    RawRing ring = fixture.raw();
    Pair<TestPublisher.Probe<String>, RingSinkControl> running = runSink();
    running.first().sendNext("a");
    assertThat(ring.read()).isEqualTo("a");
    RawRing intruder = fixture.raw();
    intruder.write("intruder");
    running.first().sendComplete();
    assertThat(failure(running.second().published())).isInstanceOf(FencedException.class);
    assertThat(ring.read()).isEqualTo("intruder");
    assertThat(ring.reader().read()).isEqualTo(ReadResult.EMPTY);
    fixture.ringStays(fixture.name());
  }

  private static void assertSourceFails(String field, String where) {
    List<String> received = new ArrayList<>();
    CompletionStage<Done> done =
        fixture.source().runWith(Sink.foreach(received::add), fixture.materializer());
    Throwable failure = failure(done);
    assertCorrupt(failure, field);
    assertThat(failure).hasMessageContaining(where);
    assertThat(received).containsExactly("a", "b");
    fixture.ringStays(fixture.name());
  }

  private static void assertCorrupt(Throwable failure, String field) {
    assertThat(failure)
        .isInstanceOf(CorruptRingException.class)
        .hasMessageContainingAll(
            "field=" + field, "found=", "wanted=", "file=" + fixture.file(fixture.name()));
  }

  private static TestSubscriber.Probe<String> run() {
    return fixture.source().runWith(fixture.downstream(), fixture.materializer());
  }

  private static Pair<TestPublisher.Probe<String>, RingSinkControl> runSink() {
    return fixture
        .upstream()
        .toMat(RingSink.withControl(fixture.name(), Codecs.utf8(), fixture.settings()), Keep.both())
        .run(fixture.materializer());
  }
}
