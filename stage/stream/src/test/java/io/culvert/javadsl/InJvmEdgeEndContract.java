package io.culvert.javadsl;

import static io.culvert.testing.Await.failure;
import static io.culvert.testing.Await.result;
import static org.assertj.core.api.Assertions.assertThat;

import io.culvert.EdgeSettings;
import io.culvert.EdgeTransport;
import io.culvert.codec.Codec;
import io.culvert.codec.Codecs;
import io.culvert.exceptions.CodecException;
import io.culvert.exceptions.RingStorageException;
import io.culvert.fixture.HookedCodec;
import io.culvert.testing.Await;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.pekko.Done;
import org.apache.pekko.japi.Pair;
import org.apache.pekko.stream.AbruptStreamTerminationException;
import org.apache.pekko.stream.Materializer;
import org.apache.pekko.stream.javadsl.Flow;
import org.apache.pekko.stream.javadsl.Sink;
import org.apache.pekko.stream.javadsl.Source;
import org.apache.pekko.stream.testkit.TestSubscriber;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Contract for the end of a stream with an edge: completion, failure and cancellation. */
interface InJvmEdgeEndContract extends InJvmEdgeRuns {

  @ParameterizedTest
  @MethodSource("edges")
  default void shouldCompleteWhenStreamIsEmpty(Place place, EdgeTransport memory) {
    var probes = probes(place, memory);
    probes.first().sendComplete();
    probes.second().expectSubscriptionAndComplete();
  }

  @ParameterizedTest
  @MethodSource("edges")
  default void shouldCompleteAfterAllElements(Place place, EdgeTransport memory) {
    var probes = probes(place, memory);
    probes.second().request(2);
    probes.first().sendNext("a").sendNext("b").sendComplete();
    probes.second().expectNext("a");
    probes.second().expectNext("b").expectComplete();
  }

  @ParameterizedTest
  @MethodSource("edges")
  default void shouldFailWithSameObject(Place place, EdgeTransport memory) {
    var probes = probes(place, memory);
    IllegalStateException broken = new IllegalStateException("broken");
    probes.second().request(1);
    probes.first().sendNext("a");
    probes.second().expectNext("a");
    probes.first().sendError(broken);
    assertThat(probes.second().expectError()).isSameAs(broken);
  }

  @ParameterizedTest
  @MethodSource("ownEdges")
  default void shouldFailAfterAllElements(Place place, EdgeTransport memory) {
    IllegalStateException broken = new IllegalStateException("broken");
    TestSubscriber.Probe<Integer> downstream =
        run(
                place,
                memory,
                Source.range(1, CAPACITY + 1).map(number -> failAt(CAPACITY + 1, number, broken)),
                Flow.create(),
                fixture().<Integer>subscriber())
            .second();
    downstream.ensureSubscription();
    for (int i = 1; i <= CAPACITY; i++) {
      downstream.request(1).expectNext(i);
    }
    assertThat(downstream.expectError()).isSameAs(broken);
  }

  @ParameterizedTest
  @MethodSource("ownEdges")
  default void shouldFailAfterPendingElementWhenEdgeIsFull(Place place, EdgeTransport memory) {
    IllegalStateException broken = new IllegalStateException("broken");
    CompletableFuture<Integer> failing = new CompletableFuture<>();
    AtomicLong taken = new AtomicLong();
    TestSubscriber.Probe<Integer> downstream =
        run(
                place,
                memory,
                Source.range(1, CAPACITY + 1)
                    .concat(Source.maybe())
                    .merge(Source.completionStage(failing))
                    .map(
                        number -> {
                          taken.incrementAndGet();
                          return number;
                        }),
                Flow.create(),
                fixture().<Integer>subscriber())
            .second();
    downstream.ensureSubscription();
    Await.until(() -> taken.get() == CAPACITY + 1, () -> "taken=" + taken);
    failing.completeExceptionally(broken);
    for (int i = 1; i <= CAPACITY + 1; i++) {
      downstream.request(1).expectNext(i);
    }
    assertThat(downstream.expectError()).isSameAs(broken);
  }

  @ParameterizedTest
  @MethodSource("edges")
  default void shouldCancelUpstreamWithCause(Place place, EdgeTransport memory) {
    var probes = probes(place, memory);
    IllegalStateException enough = new IllegalStateException("enough");
    probes.second().ensureSubscription();
    probes.second().cancel(enough);
    assertThat(probes.first().expectCancellationWithCause(IllegalStateException.class))
        .isSameAs(enough);
  }

  @ParameterizedTest
  @MethodSource("edges")
  default void shouldCancelUpstreamWhenBackpressured(Place place, EdgeTransport memory) {
    Pair<CompletionStage<Done>, TestSubscriber.Probe<Integer>> running =
        run(
            place,
            memory,
            Source.repeat(1).watchTermination((unused, ended) -> ended),
            Flow.create(),
            fixture().<Integer>subscriber());
    running.second().request(1).expectNext(1);
    running.second().cancel();
    assertThat(result(running.first())).isEqualTo(Done.getInstance());
  }

  @ParameterizedTest
  @MethodSource("edges")
  default void shouldFailBothSidesWhenPartFails(Place place, EdgeTransport memory) {
    IllegalStateException broken = new IllegalStateException("broken");
    Pair<CompletionStage<Done>, CompletionStage<Done>> running =
        run(
            place,
            memory,
            Source.range(1, 100).watchTermination((unused, ended) -> ended),
            Flow.<Integer>create().map(number -> failAt(50, number, broken)),
            Sink.ignore());
    assertThat(failure(running.second())).isSameAs(broken);
    Await.until(
        () -> running.first().toCompletableFuture().isDone(), () -> "upstream does not end");
  }

  private static Integer failAt(int wanted, Integer number, RuntimeException failure) {
    if (number == wanted) {
      throw failure;
    }
    return number;
  }

  @ParameterizedTest
  @MethodSource("edges")
  default void shouldEndBothSidesWhenTerminatedAbruptly(Place place, EdgeTransport memory) {
    Materializer ending = Materializer.createMaterializer(fixture().system());
    CountDownLatch crossed = new CountDownLatch(1);
    Pair<CompletionStage<Done>, CompletionStage<Done>> running =
        place.run(
            Source.single(1)
                .concat(Source.<Integer>maybe())
                .watchTermination((unused, ended) -> ended),
            Flow.create(),
            Sink.<Integer>foreach(number -> crossed.countDown()),
            codecFor(Codecs.int32()),
            settings(memory),
            ending);
    Await.until(() -> crossed.getCount() == 0, () -> "no element has arrived");
    ending.shutdown();
    if (memory == EdgeTransport.ASYNC) { // Pekko's boundary may only cancel
      Await.until(running.first().toCompletableFuture()::isDone, () -> "upstream does not end");
      Await.until(running.second().toCompletableFuture()::isDone, () -> "downstream does not end");
    } else {
      assertThat(failure(running.first())).isInstanceOf(AbruptStreamTerminationException.class);
      assertThat(failure(running.second())).isInstanceOf(AbruptStreamTerminationException.class);
    }
  }

  @ParameterizedTest
  @EnumSource(Place.class)
  default void shouldFailBothSidesWhenCodecThrows(Place place) {
    HookedCodec notEncoding =
        HookedCodec.create()
            .onEncode(
                "b",
                text -> {
                  throw new IllegalStateException("broken");
                });
    HookedCodec notDecoding =
        HookedCodec.create()
            .onDecode(
                "b",
                () -> {
                  throw new IllegalStateException("broken");
                });
    for (Codec<String> codec : List.of(notEncoding, notDecoding)) {
      Pair<CompletionStage<Done>, CompletionStage<Done>> running =
          run(
              place,
              EdgeTransport.SHARED,
              Source.from(List.of("a", "b"))
                  .concat(Source.<String>maybe())
                  .watchTermination((unused, ended) -> ended),
              Flow.create(),
              Sink.<String>ignore(),
              codec);
      assertThat(failure(running.first())).isInstanceOf(CodecException.class);
      assertThat(failure(running.second())).isInstanceOf(CodecException.class);
    }
  }

  @ParameterizedTest
  @EnumSource(Place.class)
  default void shouldFailBothSidesWhenRingCannotBeCreated(Place place) {
    EdgeSettings nowhere =
        settings(EdgeTransport.SHARED)
            .withRing(
                fixture()
                    .settings()
                    .withDirectory(fixture().directory().resolve("none").resolve("none")));
    Pair<CompletionStage<Done>, CompletionStage<Done>> running =
        place.run(
            Source.<Integer>maybe().watchTermination((unused, ended) -> ended),
            Flow.create(),
            Sink.ignore(),
            codecFor(Codecs.int32()),
            nowhere,
            fixture().materializer());
    assertThat(failure(running.first())).isInstanceOf(RingStorageException.class);
    assertThat(failure(running.second())).isInstanceOf(RingStorageException.class);
  }
}
