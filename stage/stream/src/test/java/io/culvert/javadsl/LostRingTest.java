package io.culvert.javadsl;

import static io.culvert.testing.Await.failure;
import static org.assertj.core.api.Assertions.assertThat;

import io.culvert.codec.Codecs;
import io.culvert.exceptions.RingReplacedException;
import io.culvert.exceptions.RingStorageException;
import io.culvert.exceptions.RingStorageException.Reason;
import io.culvert.fixture.StageFixture;
import io.culvert.ring.layout.RingDescriptor;
import io.culvert.testing.Await;
import io.culvert.testing.OpenFiles;
import io.culvert.testing.RootAccess;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.stream.Stream;
import org.apache.pekko.Done;
import org.apache.pekko.stream.javadsl.Sink;
import org.apache.pekko.stream.javadsl.Source;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Files that change under rings whose streams run and wait. */
@Tag("waits")
class LostRingTest {

  @RegisterExtension static final StageFixture fixture = StageFixture.create();

  @AfterEach
  void assertOtherStreamsWork() {
    fixture.assertOtherStreamsWork();
  }

  private enum FileChange {
    DELETED {
      @Override
      void applyTo(Path ring) throws IOException {
        Files.delete(ring);
      }
    },
    REPLACED {
      @Override
      void applyTo(Path ring) throws IOException {
        Path copy = ring.resolveSibling("copy.lock");
        Files.copy(ring, copy);
        Files.move(copy, ring, StandardCopyOption.REPLACE_EXISTING);
      }
    },
    LOCK_FILES_DELETED {
      @Override
      void applyTo(Path ring) throws IOException {
        try (Stream<Path> files = Files.list(ring.getParent())) {
          for (Path file : files.filter(each -> each.toString().endsWith("-0.lock")).toList()) {
            Files.delete(file);
          }
        }
        Files.delete(ring.resolveSibling(fixture.name() + ".writer.lock"));
      }
    };

    abstract void applyTo(Path ring) throws IOException;
  }

  @ParameterizedTest
  @EnumSource(FileChange.class)
  void shouldFailBothSidesWhenRingOrLockIsReplaced(FileChange change) throws IOException {
    fixture.ringsMayStay();
    WaitingStreams streams = WaitingStreams.start();
    change.applyTo(fixture.file(fixture.name()));
    List<Throwable> failures = List.of(failure(streams.sent()), failure(streams.received()));
    // The side that detects it first fails its stream; its peer may learn of that failure
    // first.
    assertThat(failures).anyMatch(RingReplacedException.class::isInstance);
    assertThat(failures)
        .allMatch(
            failure ->
                failure instanceof RingReplacedException
                    || failure.getMessage().contains(RingReplacedException.class.getName()));
  }

  @Test
  void shouldFailBothSidesWhenRingIsTruncated() throws IOException {
    fixture.ringsMayStay();
    WaitingStreams streams = WaitingStreams.start();
    try (FileChannel channel =
        FileChannel.open(fixture.file(fixture.name()), StandardOpenOption.WRITE)) {
      channel.truncate(RingDescriptor.DATA_OFFSET + 4096);
    }
    List<Throwable> failures = List.of(failure(streams.sent()), failure(streams.received()));
    assertThat(failures)
        .anySatisfy(
            failure ->
                assertThat(failure)
                    .isInstanceOfSatisfying(
                        RingStorageException.class,
                        storage -> assertThat(storage.reason()).isEqualTo(Reason.TRUNCATED)));
  }

  /** A process that has the file open keeps the access that it had when it opened it. */
  @Test
  void shouldContinueWhenRingBecomesReadOnly() throws IOException {
    CompletionStage<List<String>> received =
        fixture.source().runWith(Sink.seq(), fixture.materializer());
    Await.until(() -> Files.exists(fixture.file(fixture.name())), () -> "no ring");
    var probe = fixture.upstream().to(fixture.sink()).run(fixture.materializer());
    probe.sendNext("before");
    Files.setPosixFilePermissions(
        fixture.file(fixture.name()), PosixFilePermissions.fromString("r--------"));
    probe.sendNext("after").sendComplete();
    assertThat(Await.result(received)).containsExactly("before", "after");
  }

  /** Without room for the ring, and with room for everything except its header. */
  @SuppressWarnings("try") // the file system only has to be mounted
  @ParameterizedTest
  @ValueSource(strings = {"1m", "4m"})
  void shouldFailAndLeaveNothingWhenFileSystemIsFull(String size) throws IOException {
    Path small = Files.createDirectory(fixture.directory().resolve("small.lock"));
    try (RootAccess.Mount mount = RootAccess.mount(small, size)) {
      var settings = fixture.settings().withDirectory(small).withCapacity(4 * 1024 * 1024);
      assertFull(
          fixture
              .upstream()
              .runWith(
                  RingSink.create(fixture.name(), Codecs.utf8(), settings),
                  fixture.materializer()));
      assertFull(
          RingSource.create(fixture.name(), Codecs.utf8(), settings)
              .runWith(Sink.ignore(), fixture.materializer()));
      Await.until(() -> OpenFiles.below(small).isEmpty(), () -> "" + OpenFiles.below(small));
      try (Stream<Path> files = Files.list(small)) {
        assertThat(files).allMatch(file -> file.toString().endsWith(".lock"));
      }
    }
  }

  private static void assertFull(CompletionStage<?> stream) {
    assertThat(failure(stream))
        .isInstanceOfSatisfying(
            RingStorageException.class,
            failure -> assertThat(failure.reason()).isEqualTo(Reason.NO_SPACE));
  }

  /** A sink and a source that wait for an element that never arrives. */
  private record WaitingStreams(CompletionStage<Done> sent, CompletionStage<Done> received) {

    static WaitingStreams start() {
      RingSinkControl sink =
          Source.<String>maybe()
              .runWith(
                  RingSink.withControl(fixture.name(), Codecs.utf8(), fixture.settings()),
                  fixture.materializer());
      CompletionStage<Done> received =
          fixture.source().runWith(Sink.ignore(), fixture.materializer());
      // An open file does not prove that its side already waits.
      Await.result(sink.resumePoint());
      Await.until(
          () -> Files.exists(fixture.file(fixture.name()).resolveSibling(fixture.name() + ".sock")),
          () -> "the source is not linked to its peer");
      return new WaitingStreams(sink.published(), received);
    }
  }
}
