package io.culvert.javadsl;

import static io.culvert.testing.Await.result;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.culvert.codec.Codecs;
import io.culvert.exceptions.RingStorageException;
import io.culvert.exceptions.RoleAlreadyHeldException;
import io.culvert.fixture.RawRing;
import io.culvert.fixture.StageFixture;
import io.culvert.peer.sweep.SweepReport;
import io.culvert.testing.Await;
import io.culvert.testing.ForkedJvm;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.Done;
import org.apache.pekko.stream.javadsl.Source;
import org.apache.pekko.stream.testkit.TestSubscriber;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Sweeping and deleting rings while streams run. */
class RingsTest {

  @RegisterExtension static final StageFixture fixture = StageFixture.create();

  @TempDir Path temporary;

  private Path directory() {
    return fixture.directory();
  }

  @Test
  void shouldReportRemovedAndKeptFiles() throws Exception {
    Path directory = temporary.resolve("rings");
    LockedRole.start(directory, "used", "READER").close();
    Files.createFile(directory.resolve("none.ring"));
    Files.createFile(directory.resolve("none.sock"));
    Path waiting = writeTo(directory, "waiting");
    Path used = writeTo(directory, "used");
    // The future completes on publication; the sink releases its role after that.
    Await.until(
        () -> Rings.sweep(directory).inUse().isEmpty(), () -> "a sink does not release its role");
    Path removed =
        Files.createFile(directory.resolve("left.ring.00000000-0000-0000-0000-000000000000.tmp"));
    try (ForkedJvm user = LockedRole.start(directory, "used", "READER")) {
      SweepReport report = Rings.sweep(directory);
      assertThat(report.otherAtWork()).isFalse();
      assertThat(report.removed()).containsExactly(removed);
      assertThat(report.inUse())
          .isEqualTo(Map.of(used, "role=reader, holder=pid " + user.process().pid()));
      assertThat(report.notEnded()).containsExactly(waiting);
      assertThat(report.notJudged())
          .containsOnlyKeys(directory.resolve("none.ring"), directory.resolve("none.sock"));
      assertThat(report.notJudged().get(directory.resolve("none.ring"))).contains("truncated");
    }
  }

  /** Publishes a stream that is not read. */
  private Path writeTo(Path directory, String name) {
    result(
        Source.single("a")
            .runWith(
                RingSink.create(name, Codecs.utf8(), fixture.settings().withDirectory(directory)),
                fixture.materializer()));
    return directory.resolve(name + ".ring");
  }

  @Test
  void shouldNotCreateMissingDirectory() {
    Path directory = temporary.resolve("none");
    assertThat(Rings.sweep(directory))
        .isEqualTo(new SweepReport(false, List.of(), Map.of(), List.of(), Map.of()));
    assertThat(Rings.delete(directory, "ring")).isFalse();
    assertThat(directory).doesNotExist();
  }

  @Test
  void shouldNotFollowLinkToDirectory() throws IOException {
    Path link = Files.createSymbolicLink(temporary.resolve("link"), directory());
    assertThatThrownBy(() -> Rings.sweep(link)).isInstanceOf(RingStorageException.class);
    assertThatThrownBy(() -> Rings.delete(link, "ring")).isInstanceOf(RingStorageException.class);
  }

  @Test
  void shouldNeitherSweepNorDeleteRunningStream() {
    TestSubscriber.Probe<String> reader =
        fixture.source().runWith(fixture.downstream(), fixture.materializer());
    CompletionStage<Done> published =
        Source.single("a")
            .concat(Source.lazySource(() -> Source.single("b")))
            .runWith(fixture.sink(), fixture.materializer());
    reader.requestNext("a");

    assertThat(Rings.sweep(directory()).inUse()).containsKey(fixture.file(fixture.name()));
    assertThatThrownBy(() -> Rings.delete(directory(), fixture.name()))
        .isInstanceOf(RoleAlreadyHeldException.class)
        .hasMessageContaining("this JVM, pid " + ProcessHandle.current().pid());

    reader.requestNext("b");
    reader.request(1).expectComplete();
    assertThat(result(published)).isEqualTo(Done.getInstance());
  }

  @Test
  void shouldDeleteUnusedRing() {
    RawRing raw = fixture.raw();
    raw.write("a");
    raw.close();
    assertThat(Rings.delete(directory(), fixture.name())).isTrue();
    assertThat(Rings.delete(directory(), fixture.name())).isFalse();
  }

  @Test
  void shouldRejectInvalidArguments() {
    assertThatThrownBy(() -> Rings.delete(directory(), "../ring"))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> Rings.delete(null, "ring")).isInstanceOf(NullPointerException.class);
    assertThatThrownBy(() -> Rings.delete(directory(), null))
        .isInstanceOf(NullPointerException.class);
    assertThatThrownBy(() -> Rings.sweep(null)).isInstanceOf(NullPointerException.class);
  }
}
