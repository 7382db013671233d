package io.culvert.stage;

import static io.culvert.testing.Await.failure;
import static io.culvert.testing.Await.result;
import static org.assertj.core.api.Assertions.assertThat;

import io.culvert.RingAttributes;
import io.culvert.RingSettings;
import io.culvert.codec.Codecs;
import io.culvert.fixture.StageFixture;
import io.culvert.javadsl.RingSink;
import io.culvert.javadsl.RingSource;
import io.culvert.peer.WaitStrategy;
import io.culvert.stage.system.CulvertExtension;
import io.culvert.testing.Await;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.Done;
import org.apache.pekko.actor.ActorSystem;
import org.apache.pekko.stream.ActorAttributes;
import org.apache.pekko.stream.Attributes;
import org.apache.pekko.stream.KillSwitches;
import org.apache.pekko.stream.UniqueKillSwitch;
import org.apache.pekko.stream.javadsl.Keep;
import org.apache.pekko.stream.javadsl.Sink;
import org.apache.pekko.stream.javadsl.Source;
import org.apache.pekko.testkit.javadsl.TestKit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Streams that run on the conductor, which also waits for their doorbells. */
class ConductorDispatcherTest {

  @RegisterExtension
  static final StageFixture fixture =
      StageFixture.withConfig("pekko.jvm-exit-on-fatal-error = off");

  private static final Attributes ON_CONDUCTOR =
      ActorAttributes.dispatcher(RingAttributes.CONDUCTOR_DISPATCHER);

  @Test
  void shouldRunStreamOnConductorThread() {
    CompletionStage<String> thread =
        fixture
            .source()
            .map(element -> Thread.currentThread().getName())
            .toMat(Sink.head(), Keep.right())
            .withAttributes(ON_CONDUCTOR)
            .run(fixture.materializer());
    Source.single("a").runWith(fixture.sink(), fixture.materializer());
    assertThat(result(thread)).isEqualTo(nameOfConductor(fixture.system()));
  }

  /** Two rings and four stages on one thread: a stage that blocked it would never be woken. */
  @ParameterizedTest
  @EnumSource(WaitStrategy.class)
  void shouldRunStreamsWithFullRingsOnOneThread(WaitStrategy waiting) {
    int elements = 50_000; // many times the capacity of the rings
    RingSettings settings = fixture.settings().withWaiting(waiting);
    String there = fixture.newName();
    String back = fixture.newName();
    CompletionStage<Long> sum =
        RingSource.create(back, Codecs.int64(), settings)
            .toMat(Sink.fold(0L, Long::sum), Keep.right())
            .withAttributes(ON_CONDUCTOR)
            .run(fixture.materializer());
    RingSource.create(there, Codecs.int64(), settings)
        .to(RingSink.create(back, Codecs.int64(), settings))
        .withAttributes(ON_CONDUCTOR)
        .run(fixture.materializer());
    Source.range(1, elements)
        .map(Integer::longValue)
        .to(RingSink.create(there, Codecs.int64(), settings))
        .withAttributes(ON_CONDUCTOR)
        .run(fixture.materializer());
    assertThat(result(sum)).isEqualTo(elements * (elements + 1L) / 2);
  }

  @Test
  void shouldWakeOtherStreamsWhenOneIsBusy() {
    UniqueKillSwitch busy =
        Source.repeat("busy")
            .viaMat(KillSwitches.single(), Keep.right())
            .to(Sink.ignore())
            .withAttributes(ON_CONDUCTOR)
            .run(fixture.materializer());
    fixture.assertOtherStreamsWork();
    busy.shutdown();
  }

  @Test
  void shouldFailOnlyItsStreamWhenStageThrows() {
    RuntimeException thrown = new IllegalStateException("thrown by a stage");
    CompletionStage<Done> failed =
        Source.single("a")
            .map(element -> raise(thrown))
            .toMat(Sink.ignore(), Keep.right())
            .withAttributes(ON_CONDUCTOR)
            .run(fixture.materializer());
    assertThat(failure(failed)).isSameAs(thrown);
    fixture.assertOtherStreamsWork();
  }

  /** The actor system decides what happens, on this thread as on any other. */
  @Test
  void shouldTerminateActorSystemWhenErrorIsFatal() {
    ActorSystem system = fixture.newSystem();
    Source.single("a")
        .map(element -> raise(new StackOverflowError("fatal")))
        .to(Sink.ignore())
        .withAttributes(ON_CONDUCTOR)
        .run(system);
    assertThat(result(system.getWhenTerminated())).isNotNull();
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void shouldEndThreadWhenActorSystemTerminates(boolean dispatcherFirst) {
    ActorSystem system = fixture.newSystem();
    if (dispatcherFirst) {
      onConductor(system);
      CulvertExtension.ID.get(system);
    } else {
      CulvertExtension.ID.get(system);
      onConductor(system);
    }
    assertThat(conductorsOf(system)).as("threads").isOne();
    TestKit.shutdownActorSystem(system);
    Await.until(() -> conductorsOf(system) == 0, () -> "the thread does not end");
  }

  @Test
  void shouldEndThreadWhenActorSystemHasNoRing() {
    ActorSystem system = fixture.newSystem();
    onConductor(system);
    TestKit.shutdownActorSystem(system);
    Await.until(() -> conductorsOf(system) == 0, () -> "the thread does not end");
  }

  private static void onConductor(ActorSystem system) {
    CompletionStage<String> thread =
        Source.single("a")
            .map(element -> Thread.currentThread().getName())
            .toMat(Sink.head(), Keep.right())
            .withAttributes(ON_CONDUCTOR)
            .run(system);
    assertThat(result(thread)).isEqualTo(nameOfConductor(system));
  }

  private static String nameOfConductor(ActorSystem system) {
    return "culvert-conductor-" + system.name();
  }

  private static long conductorsOf(ActorSystem system) {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().equals(nameOfConductor(system)))
        .count();
  }

  @SuppressWarnings("unchecked")
  private static <T, E extends Throwable> T raise(Throwable thrown) throws E {
    throw (E) thrown;
  }
}
