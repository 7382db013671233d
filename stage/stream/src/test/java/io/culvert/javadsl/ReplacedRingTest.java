package io.culvert.javadsl;

import static io.culvert.testing.Await.failure;
import static io.culvert.testing.Await.result;
import static org.assertj.core.api.Assertions.assertThat;

import io.culvert.codec.Codecs;
import io.culvert.exceptions.RemoteStreamException;
import io.culvert.exceptions.RingReplacedException;
import io.culvert.fixture.RawRing;
import io.culvert.fixture.StageFixture;
import io.culvert.ring.layout.RingDescriptor;
import io.culvert.testing.Await;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import org.apache.pekko.Done;
import org.apache.pekko.japi.Pair;
import org.apache.pekko.stream.javadsl.Keep;
import org.apache.pekko.stream.javadsl.Sink;
import org.apache.pekko.stream.javadsl.Source;
import org.apache.pekko.stream.testkit.TestSubscriber;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * Files that are removed or replaced while a stream uses them. All cases of a test run at once,
 * because each takes a second.
 */
@Tag("waits")
class ReplacedRingTest {

  @RegisterExtension static final StageFixture fixture = StageFixture.create();

  /** A change of the files by another process. */
  private enum FileChange {
    RING_DELETED,
    RING_REPLACED_BY_ANOTHER,
    RING_RENAMED_OVER,
    RING_MOVED_AWAY,
    RING_REPLACED_BY_A_LINK,
    LOCK_DELETED,
    LOCK_REPLACED;

    void applyTo(String ring, String lock) {
      Path file = fixture.file(ring);
      Path lockFile = fixture.directory().resolve(ring + lock);
      try {
        switch (this) {
          case RING_DELETED -> Files.delete(file);
          case RING_REPLACED_BY_ANOTHER -> {
            Files.delete(file);
            fixture.raw(ring);
          }
          case RING_RENAMED_OVER -> {
            String other = fixture.newName();
            fixture.raw(other).close();
            Files.move(fixture.file(other), file, StandardCopyOption.REPLACE_EXISTING);
          }
          case RING_MOVED_AWAY -> Files.move(file, fixture.file(fixture.newName()));
          case RING_REPLACED_BY_A_LINK -> {
            Path moved = Files.move(file, fixture.file(fixture.newName()));
            Files.createSymbolicLink(file, moved);
          }
          case LOCK_DELETED -> Files.delete(lockFile);
          case LOCK_REPLACED -> {
            Files.delete(lockFile);
            Files.createFile(lockFile);
          }
        }
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  @Test
  void shouldFailIdleSourceWhenFilesAreReplaced() {
    List<Pair<String, TestSubscriber.Probe<String>>> probes = new ArrayList<>();
    for (FileChange change : FileChange.values()) {
      String ring = fixture.newName();
      RawRing raw = fixture.raw(ring);
      raw.write("a");
      TestSubscriber.Probe<String> probe =
          fixture.source(ring).runWith(fixture.downstream(), fixture.materializer());
      probe.requestNext("a");
      probe.request(1);
      change.applyTo(ring, ".reader-0.lock");
      probes.add(Pair.create(ring, probe));
    }
    probes.forEach(
        probe ->
            assertThat(probe.second().expectError())
                .isInstanceOf(RingReplacedException.class)
                .hasMessageContaining("file=" + fixture.file(probe.first())));
    fixture.ringsMayStay();
  }

  @Test
  void shouldFailIdleSinkWhenFilesAreReplaced() {
    List<Pair<String, RingSinkControl>> controls = new ArrayList<>();
    for (FileChange change : FileChange.values()) {
      String ring = fixture.newName();
      RingSinkControl control = Source.<String>maybe().runWith(sink(ring), fixture.materializer());
      result(control.resumePoint());
      change.applyTo(ring, ".writer.lock");
      controls.add(Pair.create(ring, control));
    }
    assertSinksFail(controls);
  }

  @Test
  void shouldFailSinkWaitingForRoomWhenFilesAreReplaced() {
    List<Pair<String, RingSinkControl>> controls = new ArrayList<>();
    for (FileChange change : FileChange.values()) {
      String ring = fixture.newName();
      RingSinkControl control =
          Source.repeat("-".repeat(StageFixture.EIGHTH))
              .runWith(sink(ring), fixture.materializer());
      Await.asserted(() -> assertThat(control.metrics().elements()).isEqualTo(7));
      change.applyTo(ring, ".writer.lock");
      controls.add(Pair.create(ring, control));
    }
    assertSinksFail(controls);
  }

  @Test
  void shouldFailDrainedWhenFilesAreDeleted() {
    List<Pair<String, RingSinkControl>> controls = new ArrayList<>();
    for (FileChange change : EnumSet.of(FileChange.RING_DELETED, FileChange.LOCK_DELETED)) {
      String ring = fixture.newName();
      RingSinkControl control = Source.single("a").runWith(sink(ring), fixture.materializer());
      assertThat(result(control.published())).isEqualTo(Done.getInstance());
      change.applyTo(ring, ".writer.lock");
      controls.add(Pair.create(ring, control));
    }
    controls.forEach(
        control ->
            assertThat(failure(control.second().drained()))
                .isInstanceOf(RingReplacedException.class));
    fixture.ringsMayStay();
  }

  private static void assertSinksFail(List<Pair<String, RingSinkControl>> controls) {
    controls.forEach(
        control -> {
          Throwable failure = failure(control.second().published());
          assertThat(failure)
              .isInstanceOf(RingReplacedException.class)
              .hasMessageContaining("file=" + fixture.file(control.first()));
          assertThat(failure(control.second().drained())).isSameAs(failure);
        });
    fixture.ringsMayStay();
  }

  /**
   * The side that detects it first fails; its peer fails for the same reason, or with that failure.
   */
  @Test
  void shouldFailBothSidesOfBusyStreamWhenFilesAreReplaced() {
    List<Pair<CompletionStage<Done>, CompletionStage<Done>>> streams = new ArrayList<>();
    for (FileChange change : FileChange.values()) {
      String ring = fixture.newName();
      CompletionStage<Done> sent =
          Source.repeat("a").runWith(fixture.sink(ring), fixture.materializer());
      Pair<RingControl, CompletionStage<Done>> source =
          fixture.source(ring).toMat(Sink.ignore(), Keep.both()).run(fixture.materializer());
      Await.asserted(() -> assertThat(source.first().metrics().elements()).isGreaterThan(100));
      change.applyTo(ring, ".writer.lock");
      streams.add(Pair.create(sent, source.second()));
    }
    for (Pair<CompletionStage<Done>, CompletionStage<Done>> stream : streams) {
      List<Throwable> failures = List.of(failure(stream.first()), failure(stream.second()));
      assertThat(failures).anyMatch(RingReplacedException.class::isInstance);
      assertThat(failures)
          .allMatch(
              failure ->
                  failure instanceof RingReplacedException
                      || ((RemoteStreamException) failure)
                          .remoteClassName()
                          .equals(RingReplacedException.class.getName()));
    }
    fixture.ringsMayStay();
  }

  /**
   * The reader can no longer probe whether the writer lives, and a successor would lock a new file.
   */
  @Test
  void shouldFailSourceWhenLockFileOfWriterIsDeleted() throws IOException {
    RawRing ring = fixture.raw();
    ring.writer();
    Path lock = fixture.directory().resolve(fixture.name() + ".writer.lock");
    Files.createFile(lock);
    ring.setWord(RingDescriptor.WRITER_OFFSET + RingDescriptor.HEARTBEAT, 7);
    AtomicBoolean stopped = new AtomicBoolean();
    Thread keepingHeartbeat = new Thread(() -> heartbeat(ring, stopped));
    keepingHeartbeat.start();
    TestSubscriber.Probe<String> probe =
        RingSource.create(
                fixture.name(), Codecs.utf8(), fixture.settings().withPeerTimeout(Duration.ZERO))
            .runWith(fixture.downstream(), fixture.materializer());
    probe.request(1);
    ring.awaitWriterHeartbeats(6);
    ring.write("a");
    probe.expectNext("a");
    Files.delete(lock);
    stopped.set(true);
    probe.request(1);
    assertThat(probe.expectError())
        .as("the lock of a stopped process cannot be probed")
        .isInstanceOf(RingReplacedException.class);
    fixture.ringStays(fixture.name());
  }

  private static void heartbeat(RawRing ring, AtomicBoolean stopped) {
    int offset = RingDescriptor.WRITER_OFFSET + RingDescriptor.HEARTBEAT;
    while (!stopped.get()) {
      ring.setWord(offset, ring.word(offset) + 1);
      LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
    }
  }

  /** A reader that is done deletes the ring: that is a normal end. */
  @Test
  void shouldNotFailSinkWhenReaderDeletesCancelledRing() {
    RawRing ring = fixture.raw();
    RingSinkControl control =
        Source.single("a")
            .concat(Source.maybe())
            .runWith(sink(fixture.name()), fixture.materializer());
    assertThat(ring.read()).isEqualTo("a");
    ring.cancel();
    assertThat(result(control.drained())).isEqualTo(Done.getInstance());
  }

  @Test
  void shouldNotFailWhenSocketIsDeleted() throws IOException {
    RawRing ring = fixture.raw();
    TestSubscriber.Probe<String> probe =
        fixture.source().runWith(fixture.downstream(), fixture.materializer());
    probe.request(1);
    Path socket = fixture.directory().resolve(fixture.name() + ".sock");
    Await.until(() -> Files.exists(socket), () -> "no socket: file=" + socket);
    Files.delete(socket);
    ring.awaitReaderHeartbeats(13);
    ring.write("a");
    probe.expectNext("a");
    probe.cancel();
  }

  private static Sink<String, RingSinkControl> sink(String ring) {
    return RingSink.withControl(ring, Codecs.utf8(), fixture.settings());
  }
}
