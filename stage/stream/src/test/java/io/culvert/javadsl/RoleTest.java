package io.culvert.javadsl;

import static io.culvert.testing.Await.failure;
import static io.culvert.testing.Await.result;
import static org.assertj.core.api.Assertions.assertThat;

import io.culvert.codec.Codecs;
import io.culvert.exceptions.RoleAlreadyHeldException;
import io.culvert.fixture.StageFixture;
import io.culvert.testing.Await;
import io.culvert.testing.ForkedJvm;
import java.util.List;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.Done;
import org.apache.pekko.actor.ActorSystem;
import org.apache.pekko.japi.Pair;
import org.apache.pekko.stream.javadsl.Keep;
import org.apache.pekko.stream.javadsl.Sink;
import org.apache.pekko.stream.javadsl.Source;
import org.apache.pekko.stream.testkit.TestSubscriber;
import org.apache.pekko.testkit.javadsl.TestKit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A ring has one writer and one reader at a time. */
@Tag("waits")
class RoleTest {

  @RegisterExtension static final StageFixture fixture = StageFixture.create();

  @Test
  void shouldRefuseSecondReader() {
    TestSubscriber.Probe<String> first =
        fixture.source().runWith(fixture.downstream(), fixture.materializer());
    first.request(1);
    Await.asserted(() -> assertThat(fixture.file(fixture.name())).exists());

    Throwable refusal = failure(fixture.source().runWith(Sink.ignore(), fixture.materializer()));
    assertThat(refusal)
        .isInstanceOf(RoleAlreadyHeldException.class)
        .hasMessageContaining("role=reader")
        .hasMessageContaining("pid " + ProcessHandle.current().pid())
        .hasMessageContaining("file=" + fixture.file(fixture.name()));
    Source.single("a").runWith(fixture.sink(), fixture.materializer());
    first.expectNext("a");
    first.request(1).expectComplete();
  }

  @Test
  void shouldRefuseSecondWriter() {
    CompletionStage<Done> first =
        Source.single("a").concat(Source.maybe()).runWith(fixture.sink(), fixture.materializer());
    TestSubscriber.Probe<String> reader =
        fixture.source().runWith(fixture.downstream(), fixture.materializer());
    reader.requestNext("a");

    RingSinkControl second =
        Source.single("b")
            .runWith(
                RingSink.withControl(fixture.name(), Codecs.utf8(), fixture.settings()),
                fixture.materializer());
    assertThat(failure(second.published()))
        .isInstanceOf(RoleAlreadyHeldException.class)
        .hasMessageContaining("role=writer");
    assertThat(failure(second.drained())).isInstanceOf(RoleAlreadyHeldException.class);
    assertThat(first.toCompletableFuture()).isNotDone();
    reader.cancel();
    assertThat(result(first)).isEqualTo(Done.getInstance());
  }

  @Test
  void shouldRefuseReaderOfAnotherActorSystem() {
    ActorSystem other = fixture.newSystem();
    try {
      Pair<RingControl, TestSubscriber.Probe<String>> first =
          fixture.source().toMat(fixture.downstream(), Keep.both()).run(other);
      first.second().request(1);
      Await.asserted(() -> assertThat(fixture.file(fixture.name())).exists());
      assertThat(failure(fixture.source().runWith(Sink.ignore(), fixture.materializer())))
          .isInstanceOf(RoleAlreadyHeldException.class);
      first.second().cancel();
      // A system that ends before the source has seen the cancellation leaves the ring.
      result(first.first().isShutdown());
    } finally {
      TestKit.shutdownActorSystem(other);
    }
  }

  @Test
  void shouldAwaitRoleWhenReleasedWithinOneSecond() {
    Pair<RingControl, TestSubscriber.Probe<String>> first =
        fixture.source().toMat(fixture.downstream(), Keep.both()).run(fixture.materializer());
    first.second().request(1);
    Await.asserted(() -> assertThat(fixture.file(fixture.name())).exists());
    CompletionStage<List<String>> second =
        fixture.source().runWith(Sink.seq(), fixture.materializer());
    first.second().cancel();
    // Otherwise the sink could find the first source's ring, and be cancelled with it.
    result(first.first().isShutdown());
    Source.single("a").runWith(fixture.sink(), fixture.materializer());
    assertThat(result(second)).containsExactly("a");
  }

  @Test
  void shouldRefuseReaderUntilOtherJvmIsGone() throws Exception {
    try (ForkedJvm holder = LockedRole.start(fixture.directory(), fixture.name(), "READER")) {
      assertThat(failure(fixture.source().runWith(Sink.ignore(), fixture.materializer())))
          .isInstanceOf(RoleAlreadyHeldException.class)
          .hasMessageContaining("role=reader")
          .hasMessageContaining("pid " + holder.process().pid());
    }
    CompletionStage<Done> shutdown =
        fixture
            .source()
            .toMat(Sink.cancelled(), Keep.left())
            .run(fixture.materializer())
            .isShutdown();
    assertThat(result(shutdown)).isEqualTo(Done.getInstance());
  }

  @Test
  void shouldRefuseWriterUntilOtherJvmIsKilled() throws Exception {
    try (ForkedJvm holder = LockedRole.start(fixture.directory(), fixture.name(), "WRITER")) {
      assertThat(failure(Source.single("a").runWith(fixture.sink(), fixture.materializer())))
          .isInstanceOf(RoleAlreadyHeldException.class)
          .hasMessageContaining("role=writer")
          .hasMessageContaining("pid " + holder.process().pid());
    }
    CompletionStage<Done> sent = Source.single("a").runWith(fixture.sink(), fixture.materializer());
    assertThat(result(fixture.source().runWith(Sink.seq(), fixture.materializer())))
        .containsExactly("a");
    assertThat(result(sent)).isEqualTo(Done.getInstance());
  }
}
