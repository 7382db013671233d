package io.culvert.javadsl;

import static io.culvert.testing.Await.failure;
import static io.culvert.testing.Await.result;
import static org.assertj.core.api.Assertions.assertThat;

import com.typesafe.config.ConfigFactory;
import io.culvert.codec.Codecs;
import io.culvert.fixture.RawRing;
import io.culvert.fixture.StageFixture;
import io.culvert.testing.Await;
import java.nio.file.Files;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.Done;
import org.apache.pekko.actor.ActorSystem;
import org.apache.pekko.stream.AbruptStageTerminationException;
import org.apache.pekko.stream.javadsl.Sink;
import org.apache.pekko.stream.javadsl.Source;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * Work that begins with the first stage of an actor system, and the effects of the system's
 * termination.
 */
class SystemLifeTest {

  @RegisterExtension static final StageFixture fixture = StageFixture.create();

  @Test
  void shouldCompleteSourceWhenShutdownModeIsStop() {
    ActorSystem ending = system("culvert.coordinated-shutdown = stop");
    CompletionStage<List<String>> received = receive(ending);
    terminate(ending);
    assertThat(result(received)).containsExactly("a", "b");
    fixture.ringStays(fixture.name());
  }

  @Test
  void shouldEndStreamAbruptlyWhenShutdownModeIsOff() {
    ActorSystem ending = system("culvert.coordinated-shutdown = off");
    CompletionStage<List<String>> received = receive(ending);
    terminate(ending);
    assertThat(failure(received)).isInstanceOf(AbruptStageTerminationException.class);
    fixture.ringStays(fixture.name());
  }

  /** The source receives two elements of a plain thread, and waits for more. */
  private static CompletionStage<List<String>> receive(ActorSystem system) {
    RawRing ring = fixture.raw();
    ring.write("a", "b");
    CompletionStage<List<String>> received = fixture.source().runWith(Sink.seq(), system);
    Await.until(() -> ring.writer().isDrained(), () -> "nothing is received");
    return received;
  }

  @Test
  void shouldAwaitDrainedSinkWhenShutdownModeIsDrain() {
    ActorSystem ending =
        system(
            "culvert.coordinated-shutdown = drain,"
                + " pekko.coordinated-shutdown.phases.service-stop.timeout = 60s");
    RingSinkControl control =
        Source.from(List.of("a", "b"))
            .runWith(
                RingSink.withControl(fixture.name(), Codecs.utf8(), fixture.settings()), ending);
    result(control.published());
    ending.terminate();
    assertThat(ending.getWhenTerminated().toCompletableFuture()).isNotDone();
    assertThat(result(fixture.source().runWith(Sink.seq(), fixture.materializer())))
        .containsExactly("a", "b");
    assertThat(result(control.drained())).isEqualTo(Done.getInstance());
    result(ending.getWhenTerminated());
  }

  @Test
  void shouldRejectUnknownShutdownMode() {
    ActorSystem system = system("culvert.coordinated-shutdown = slowly");
    assertThat(failure(fixture.source().runWith(Sink.ignore(), system)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("coordinated-shutdown=slowly");
    terminate(system);
  }

  @Test
  void shouldSweepDirectoryWhenFirstEdgeStarts() {
    RawRing leftOver = fixture.raw("left-over");
    leftOver.writer().complete();
    leftOver.reader().read();
    leftOver.reader().complete();
    leftOver.close();
    assertThat(fixture.file("left-over")).exists();
    ActorSystem sweeping =
        system("culvert.sweep-on-start = on, culvert.directory = \"" + fixture.directory() + "\"");
    RingControl control = fixture.source().to(Sink.ignore()).run(sweeping);
    Await.until(
        () -> Files.notExists(fixture.file("left-over")), () -> "the directory is not swept");
    // The sweep runs concurrently with the source, which may have no ring yet.
    Await.until(() -> Files.exists(fixture.file(fixture.name())), () -> "no ring");
    result(control.stop());
    terminate(sweeping);
    fixture.ringStays(fixture.name());
  }

  private static ActorSystem system(String config) {
    return ActorSystem.create(
        "life-" + UUID.randomUUID(),
        ConfigFactory.parseString(config).withFallback(fixture.system().settings().config()));
  }

  private static void terminate(ActorSystem system) {
    system.terminate();
    result(system.getWhenTerminated());
  }
}
