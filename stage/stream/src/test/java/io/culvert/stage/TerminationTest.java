package io.culvert.stage;

import static io.culvert.testing.Await.failure;
import static io.culvert.testing.Await.result;
import static org.assertj.core.api.Assertions.assertThat;

import io.culvert.codec.Codecs;
import io.culvert.fixture.RawRing;
import io.culvert.fixture.StageFixture;
import io.culvert.javadsl.RingControl;
import io.culvert.javadsl.RingSink;
import io.culvert.javadsl.RingSinkControl;
import io.culvert.ring.ReadResult;
import io.culvert.ring.layout.RoleStatus;
import io.culvert.testing.Await;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.Done;
import org.apache.pekko.actor.ActorSystem;
import org.apache.pekko.japi.Pair;
import org.apache.pekko.stream.AbruptStageTerminationException;
import org.apache.pekko.stream.AbruptStreamTerminationException;
import org.apache.pekko.stream.Materializer;
import org.apache.pekko.stream.javadsl.Keep;
import org.apache.pekko.stream.javadsl.Sink;
import org.apache.pekko.stream.javadsl.Source;
import org.apache.pekko.stream.testkit.TestPublisher;
import org.apache.pekko.stream.testkit.TestSubscriber;
import org.apache.pekko.testkit.javadsl.TestKit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * Streams that are ended from outside: each side detaches without ending its stream, and a
 * successor continues.
 */
class TerminationTest {

  @RegisterExtension static final StageFixture fixture = StageFixture.create();

  @Test
  void shouldLeaveStreamToSuccessorWhenSinkIsShutDown() {
    Materializer ending = newMaterializer();
    CompletionStage<Done> sent =
        Source.from(List.of("a", "b")).concat(Source.maybe()).runWith(fixture.sink(), ending);
    RawRing ring = fixture.raw();
    assertThat(ring.read()).isEqualTo("a");
    assertThat(ring.read()).isEqualTo("b");
    ending.shutdown();

    assertThat(failure(sent)).isInstanceOf(AbruptStageTerminationException.class);
    assertThat(result(Source.single("c").runWith(fixture.sink(), fixture.materializer())))
        .isEqualTo(Done.getInstance());
    assertThat(ring.read()).isEqualTo("c");
    assertThat(ring.next()).isEqualTo(ReadResult.COMPLETED);
    ring.finish();
  }

  @Test
  void shouldPublishNoEndWhenSinkAfterBoundaryIsAborted() {
    Materializer ending = newMaterializer();
    Pair<TestPublisher.Probe<String>, CompletionStage<Done>> running =
        fixture.upstream().toMat(fixture.sink(), Keep.both()).run(ending);
    running.first().sendNext("a");
    RawRing ring = fixture.raw();
    assertThat(ring.read()).isEqualTo("a");
    ending.shutdown();

    assertThat(failure(running.second())).isInstanceOf(AbruptStreamTerminationException.class);
    Await.until(() -> !ring.hasWriter(), () -> "the role is not released");
    assertThat(ring.reader().read()).isEqualTo(ReadResult.EMPTY);
    fixture.ringStays(fixture.name());
  }

  @Test
  void shouldFailWaitingSinkWhenMaterializerIsShutDown() {
    Materializer ending = newMaterializer();
    RingSinkControl control = Source.repeat("-".repeat(10_000)).runWith(withControl(), ending);
    Await.asserted(() -> assertThat(control.metrics().parkings()).isPositive());
    ending.shutdown();
    assertThat(failure(control.published())).isInstanceOf(AbruptStageTerminationException.class);
    assertThat(failure(control.drained())).isInstanceOf(AbruptStageTerminationException.class);
    fixture.ringStays(fixture.name());
  }

  @Test
  void shouldKeepPublishedElementsWhenWaitingSinkIsShutDown() {
    Materializer ending = newMaterializer();
    RingSinkControl control = Source.single("a").runWith(withControl(), ending);
    assertThat(result(control.published())).isEqualTo(Done.getInstance());
    ending.shutdown();
    assertThat(failure(control.drained())).isInstanceOf(AbruptStageTerminationException.class);
    assertThat(result(fixture.source().runWith(Sink.seq(), fixture.materializer())))
        .containsExactly("a");
  }

  @Test
  void shouldLeaveRestToSuccessorWhenSourceIsShutDown() {
    RawRing ring = fixture.raw();
    ring.write("a", "b", "c");
    ring.writer().complete();
    Materializer ending = newMaterializer();
    Pair<RingControl, TestSubscriber.Probe<String>> running =
        fixture.source().toMat(fixture.downstream(), Keep.both()).run(ending);
    running.second().requestNext("a");
    running.second().requestNext("b");
    ending.shutdown();

    assertThat(result(running.first().isShutdown())).isEqualTo(Done.getInstance());
    assertThat(ring.writer().readerState()).isEqualTo(RoleStatus.DETACHED);
    assertThat(result(fixture.source().runWith(Sink.seq(), fixture.materializer())))
        .as("elements that downstream was not done with are repeated")
        .containsExactly("b", "c");
  }

  @Test
  void shouldNotFailWriterWhenSourceBesideBoundaryIsAborted() {
    RawRing ring = fixture.raw();
    ring.write("a", "b");
    Materializer ending = newMaterializer();
    Pair<RingControl, TestPublisher.Probe<String>> running =
        fixture.source().zipMat(fixture.upstream(), Keep.both()).to(Sink.ignore()).run(ending);
    running.second().sendNext("1");
    Await.asserted(() -> assertThat(running.first().metrics().elements()).isEqualTo(2));
    ending.shutdown();

    assertThat(result(running.first().isShutdown())).isEqualTo(Done.getInstance());
    assertThat(ring.writer().readerState()).isEqualTo(RoleStatus.DETACHED);
    fixture.ringStays(fixture.name());
  }

  /** The boundary cancels, before or after the source is ended. */
  @Test
  void shouldNotCancelWriterWhenSourceBeforeBoundaryIsAborted() {
    for (int round = 0; round < 50; round++) {
      String name = fixture.newName();
      RawRing ring = fixture.raw(name);
      ring.write("a", "b");
      Materializer ending = newMaterializer();
      RingControl control = fixture.source(name).async().to(Sink.ignore()).run(ending);
      Await.asserted(() -> assertThat(control.metrics().elements()).isEqualTo(2));
      ending.shutdown();

      assertThat(result(control.isShutdown())).isEqualTo(Done.getInstance());
      assertThat(ring.writer().readerState()).isEqualTo(RoleStatus.DETACHED);
      fixture.ringStays(name);
    }
  }

  @Test
  void shouldEndWaitingSourceWhenActorSystemTerminates() {
    ActorSystem ending = fixture.newSystem();
    CompletionStage<Done> shutdown = fixture.source().to(Sink.ignore()).run(ending).isShutdown();
    Await.asserted(() -> assertThat(fixture.file(fixture.name())).exists());
    TestKit.shutdownActorSystem(ending);
    assertThat(result(shutdown)).isEqualTo(Done.getInstance());
    Await.until(() -> !isConducting(ending), () -> "the conductor still runs");
    fixture.ringStays(fixture.name());
  }

  @Test
  void shouldEndBothSidesWhenActorSystemTerminates() {
    ActorSystem ending = fixture.newSystem();
    CompletionStage<Done> sent = Source.repeat("a").runWith(fixture.sink(), ending);
    RingControl control = fixture.source().to(Sink.ignore()).run(ending);
    Await.asserted(() -> assertThat(control.metrics().elements()).isGreaterThan(1_000));
    TestKit.shutdownActorSystem(ending);
    assertThat(failure(sent)).isInstanceOf(AbruptStageTerminationException.class);
    assertThat(result(control.isShutdown())).isEqualTo(Done.getInstance());

    CompletionStage<Done> next = Source.single("b").runWith(fixture.sink(), fixture.materializer());
    List<String> rest = result(fixture.source().runWith(Sink.seq(), fixture.materializer()));
    assertThat(rest).endsWith("b").isSubsetOf("a", "b");
    assertThat(result(next)).isEqualTo(Done.getInstance());
  }

  @Test
  void shouldLeaveNothingOpenWhenEndedWhileAttaching() {
    List<CompletionStage<Done>> shutdowns = new ArrayList<>();
    for (int round = 0; round < 50; round++) {
      Materializer ending = newMaterializer();
      String ring = fixture.newName();
      shutdowns.add(fixture.source(ring).to(Sink.ignore()).run(ending).isShutdown());
      CompletionStage<Done> sent =
          Source.<String>maybe().runWith(fixture.sink(fixture.newName()), ending);
      spin(round * 300);
      ending.shutdown();
      assertThat(failure(sent)).isInstanceOf(AbruptStageTerminationException.class);
    }
    shutdowns.forEach(shutdown -> assertThat(result(shutdown)).isEqualTo(Done.getInstance()));
    fixture.assertNothingOpen();
    fixture.ringsMayStay();
  }

  @Test
  @Tag("waits")
  void shouldLeaveNothingOpenWhenSystemEndsWhileAttaching() {
    for (int round = 0; round < 10; round++) {
      ActorSystem ending = fixture.newSystem();
      CompletionStage<Done> shutdown =
          fixture.source(fixture.newName()).to(Sink.ignore()).run(ending).isShutdown();
      spin(round * 300);
      TestKit.shutdownActorSystem(ending);
      assertThat(result(shutdown)).isEqualTo(Done.getInstance());
    }
    fixture.assertNothingOpen();
    fixture.ringsMayStay();
  }

  @Test
  void shouldLeaveNothingWhenManyStreamsAreCancelled() {
    for (int round = 0; round < 200; round++) {
      RingControl control =
          fixture.source(fixture.newName()).to(Sink.cancelled()).run(fixture.materializer());
      if (round % 20 == 0) {
        assertThat(result(control.isShutdown())).isEqualTo(Done.getInstance());
      }
    }
  }

  @Test
  void shouldLeaveNothingWhenManyStreamsAreEmpty() {
    for (int round = 0; round < 200; round++) {
      String ring = fixture.newName();
      CompletionStage<Done> sent =
          Source.<String>empty().runWith(fixture.sink(ring), fixture.materializer());
      assertThat(result(fixture.source(ring).runWith(Sink.seq(), fixture.materializer())))
          .isEmpty();
      assertThat(result(sent)).isEqualTo(Done.getInstance());
    }
  }

  @Test
  void shouldShareOneConductorWhenHundredStreamsRun() {
    List<CompletionStage<List<String>>> received = new ArrayList<>();
    List<String> texts = List.of("a", "b", "c");
    for (int stream = 0; stream < 100; stream++) {
      String ring = fixture.newName();
      received.add(fixture.source(ring).runWith(Sink.seq(), fixture.materializer()));
      Source.from(texts).runWith(fixture.sink(ring), fixture.materializer());
    }
    received.forEach(stream -> assertThat(result(stream)).isEqualTo(texts));
    assertThat(isConducting(fixture.system())).isTrue();
  }

  private static boolean isConducting(ActorSystem system) {
    return Thread.getAllStackTraces().keySet().stream()
        .anyMatch(thread -> thread.getName().equals("culvert-conductor-" + system.name()));
  }

  private static void spin(int spins) {
    for (int i = 0; i < spins; i++) {
      Thread.onSpinWait();
    }
  }

  private static Sink<String, RingSinkControl> withControl() {
    return RingSink.withControl(fixture.name(), Codecs.utf8(), fixture.settings());
  }

  private static Materializer newMaterializer() {
    return Materializer.createMaterializer(fixture.system());
  }
}
