package io.culvert.testkit.tests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.list;

import io.culvert.codec.Codecs;
import io.culvert.exceptions.RemoteStreamException;
import io.culvert.exceptions.RoleAlreadyHeldException;
import io.culvert.testing.Await;
import io.culvert.testkit.CulvertTestKit;
import io.culvert.testkit.ReaderPeer;
import io.culvert.testkit.WriterPeer;
import io.culvert.testkit.junit.CulvertTest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.Done;
import org.apache.pekko.stream.javadsl.Sink;
import org.apache.pekko.stream.javadsl.Source;
import org.apache.pekko.stream.testkit.TestPublisher;
import org.apache.pekko.stream.testkit.TestSubscriber;
import org.apache.pekko.stream.testkit.javadsl.TestSink;
import org.apache.pekko.stream.testkit.javadsl.TestSource;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** A peer's elements go through a ring, and the signals of a stream come back to the test. */
@CulvertTest(config = Configs.PATIENT)
class PeersTest {

  /** Larger than the ring. */
  private static final String HUGE = "-".repeat(200_000);

  private static final IllegalArgumentException FAILURE = new IllegalArgumentException("bad");

  @Test
  void shouldEmitElementsThatWriterWrites(CulvertTestKit kit) {
    WriterPeer<Long> writer = kit.writer(Codecs.int64());
    CompletionStage<List<Long>> received =
        kit.source(Codecs.int64()).runWith(Sink.seq(), kit.materializer());
    writer.write(1L, 2L, 3L);
    writer.complete();
    assertThat(received)
        .succeedsWithin(Await.PATIENCE)
        .asInstanceOf(list(Long.class))
        .containsExactly(1L, 2L, 3L);
    writer.expectDrained();
    Path file = kit.directory().resolve(kit.ringName() + ".ring");
    Await.until(
        () -> !Files.exists(file), () -> "the source does not delete its ring: file=" + file);
  }

  @Test
  void shouldAwaitRoomWhenRingIsFull(CulvertTestKit kit) {
    WriterPeer<Long> writer = kit.writer(Codecs.int64());
    int count = writer.fill(7L);
    assertThat(count).isGreaterThan(1000);
    CompletionStage<List<Long>> received =
        kit.source(Codecs.int64()).runWith(Sink.seq(), kit.materializer());
    writer.write(8L);
    writer.complete();
    assertThat(received)
        .succeedsWithin(Await.PATIENCE)
        .asInstanceOf(list(Long.class))
        .hasSize(count + 1)
        .endsWith(7L, 8L);
  }

  @Test
  void shouldFailSourceWhenWriterFails(CulvertTestKit kit) {
    WriterPeer<Long> writer = kit.writer(Codecs.int64());
    TestSubscriber.Probe<Long> probe = probe(kit);
    writer.write(1L);
    writer.fail(FAILURE);
    probe.requestNext(1L);
    assertThat(probe.request(1).expectError())
        .isInstanceOfSatisfying(
            RemoteStreamException.class,
            failure -> assertThat(failure.remoteMessage()).isEqualTo("bad"));
    writer.expectDrained();
  }

  @Test
  void shouldReportCancellationWhenSourceIsCancelled(CulvertTestKit kit) {
    WriterPeer<Long> writer = kit.writer(Codecs.int64());
    probe(kit).cancel();
    writer.expectCancellation();
  }

  @Test
  void shouldReadElementsThatSinkPublishes(CulvertTestKit kit) {
    ReaderPeer<String> reader = kit.reader(Codecs.utf8());
    CompletionStage<Done> published =
        Source.from(List.of("a", "b", "c")).runWith(kit.sink(Codecs.utf8()), kit.system());
    assertThat(reader.read()).isEqualTo("a");
    assertThat(reader.read(2)).containsExactly("b", "c");
    reader.expectCompletion();
    assertThat(published).succeedsWithin(Await.PATIENCE);
    assertThat(kit.directory().resolve(kit.ringName() + ".ring")).doesNotExist();
  }

  @Test
  void shouldReadElementsLargerThanRing(CulvertTestKit kit) {
    ReaderPeer<String> reader = kit.reader(Codecs.utf8());
    CompletionStage<Done> published =
        Source.from(List.of(HUGE, "a")).runWith(kit.sink(Codecs.utf8()), kit.system());
    assertThat(reader.read(2)).containsExactly(HUGE, "a");
    reader.expectCompletion();
    assertThat(published).succeedsWithin(Await.PATIENCE);
  }

  @Test
  void shouldReportFailureWhenSinkFails(CulvertTestKit kit) {
    ReaderPeer<Long> reader = kit.reader(Codecs.int64());
    CompletionStage<Done> published =
        Source.<Long>failed(FAILURE).runWith(kit.sink(Codecs.int64()), kit.system());
    assertThat(reader.expectFailure().className()).isEqualTo(FAILURE.getClass().getName());
    assertThat(published)
        .failsWithin(Await.PATIENCE)
        .withThrowableThat()
        .havingCause()
        .isSameAs(FAILURE);
  }

  @Test
  void shouldCancelSinkWhenReaderCancels(CulvertTestKit kit) {
    TestPublisher.Probe<Long> upstream =
        TestSource.<Long>create(kit.system()).to(kit.sink(Codecs.int64())).run(kit.system());
    kit.reader(Codecs.int64()).cancel();
    upstream.expectCancellation();
  }

  @Test
  void shouldFailSinkWhenReaderFails(CulvertTestKit kit) {
    CompletionStage<Done> published =
        Source.<Long>maybe().runWith(kit.sink(Codecs.int64()), kit.system());
    kit.reader(Codecs.int64()).fail(FAILURE);
    assertThat(published)
        .failsWithin(Await.PATIENCE)
        .withThrowableThat()
        .havingCause()
        .isInstanceOfSatisfying(
            RemoteStreamException.class,
            failure -> assertThat(failure.remoteMessage()).isEqualTo("bad"));
  }

  @Test
  void shouldConnectRingsByName(CulvertTestKit kit) {
    WriterPeer<Long> writer = kit.writer("in", Codecs.int64());
    ReaderPeer<Long> reader = kit.reader("out", Codecs.int64());
    kit.source("in", Codecs.int64()).to(kit.sink("out", Codecs.int64())).run(kit.system());
    writer.write(1L);
    assertThat(reader.read()).isEqualTo(1L);
    writer.complete();
    reader.expectCompletion();
    assertThat(Files.exists(kit.directory())).isTrue();
  }

  private static TestSubscriber.Probe<Long> probe(CulvertTestKit kit) {
    return kit.source(Codecs.int64()).runWith(TestSink.create(kit.system()), kit.system());
  }

  /** A signal that does not arrive in time, or another one instead, fails the test. */
  @Nested
  @CulvertTest(config = Configs.IMPATIENT)
  class WhenExpectationFails {

    @Test
    void shouldRejectSecondWriter(CulvertTestKit kit) {
      kit.writer(Codecs.int64());
      assertThatThrownBy(() -> kit.writer(Codecs.int64()))
          .isInstanceOf(RoleAlreadyHeldException.class);
    }

    @Test
    void shouldFailReadWhenNoElementArrives(CulvertTestKit kit) {
      ReaderPeer<Long> reader = kit.reader(Codecs.int64());
      assertThatThrownBy(reader::read)
          .isInstanceOf(AssertionError.class)
          .hasMessageContainingAll("nothing to read", "wanted=MESSAGE", "role=reader", "waited=");
    }

    @Test
    void shouldFailReadWhenStreamHasCompleted(CulvertTestKit kit) {
      WriterPeer<Long> writer = kit.writer(Codecs.int64());
      ReaderPeer<Long> reader = kit.reader(Codecs.int64());
      writer.complete();
      assertThatThrownBy(reader::read)
          .isInstanceOf(AssertionError.class)
          .hasMessageContainingAll("wanted=MESSAGE", "found=COMPLETED");
    }

    @Test
    void shouldFailWriteWhenRingIsFull(CulvertTestKit kit) {
      WriterPeer<Long> writer = kit.writer(Codecs.int64());
      writer.fill(1L);
      assertThatThrownBy(() -> writer.write(2L))
          .isInstanceOf(AssertionError.class)
          .hasMessageContaining("the ring has no room");
    }

    @Test
    void shouldFailExpectCancellationWhenReaderIsAbsent(CulvertTestKit kit) {
      WriterPeer<Long> writer = kit.writer(Codecs.int64());
      assertThatThrownBy(writer::expectCancellation)
          .isInstanceOf(AssertionError.class)
          .hasMessageContainingAll("wanted=CANCELLED", "found=ABSENT", "role=writer");
    }

    @Test
    void shouldFailWhenNoStageIsAttached(CulvertTestKit kit) {
      ReaderPeer<Long> reader = kit.reader(Codecs.int64());
      for (Runnable action : List.<Runnable>of(reader::awaitStage, reader::die, reader::cancel)) {
        assertThatThrownBy(action::run)
            .isInstanceOf(AssertionError.class)
            .hasMessageContainingAll("no stage is attached", "role=reader");
      }
    }
  }
}
