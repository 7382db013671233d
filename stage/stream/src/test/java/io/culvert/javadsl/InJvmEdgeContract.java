package io.culvert.javadsl;

import static io.culvert.testing.Await.failure;
import static io.culvert.testing.Await.result;
import static org.assertj.core.api.Assertions.assertThat;

import io.culvert.EdgeSettings;
import io.culvert.EdgeTransport;
import io.culvert.codec.Codec;
import io.culvert.codec.Codecs;
import io.culvert.codec.Encoding;
import io.culvert.exceptions.CodecException;
import io.culvert.exceptions.RingStorageException;
import io.culvert.fixture.HookedCodec;
import io.culvert.fixture.StageFixture;
import io.culvert.testing.Await;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.pekko.Done;
import org.apache.pekko.NotUsed;
import org.apache.pekko.japi.Pair;
import org.apache.pekko.stream.AbruptStreamTerminationException;
import org.apache.pekko.stream.ActorAttributes;
import org.apache.pekko.stream.Attributes;
import org.apache.pekko.stream.Materializer;
import org.apache.pekko.stream.Supervision;
import org.apache.pekko.stream.javadsl.Flow;
import org.apache.pekko.stream.javadsl.Keep;
import org.apache.pekko.stream.javadsl.Sink;
import org.apache.pekko.stream.javadsl.Source;
import org.apache.pekko.stream.testkit.TestPublisher;
import org.apache.pekko.stream.testkit.TestSubscriber;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** A graph behaves the same with an edge as without, wherever the edge is. */
abstract class InJvmEdgeContract {

  /** The place of the edge in the graph. */
  enum Place {
    SOURCE {
      @Override
      <T, U, D> Pair<U, D> run(
          Source<T, U> upstream,
          Flow<T, T, NotUsed> inner,
          Sink<T, D> downstream,
          Encoding<T> codec,
          EdgeSettings settings,
          Materializer materializer) {
        return Edge.source(upstream.via(inner), codec, settings)
            .toMat(downstream, Keep.both())
            .run(materializer);
      }
    },
    SINK {
      @Override
      <T, U, D> Pair<U, D> run(
          Source<T, U> upstream,
          Flow<T, T, NotUsed> inner,
          Sink<T, D> downstream,
          Encoding<T> codec,
          EdgeSettings settings,
          Materializer materializer) {
        return upstream
            .toMat(Edge.sink(inner.toMat(downstream, Keep.right()), codec, settings), Keep.both())
            .run(materializer);
      }
    },
    FLOW {
      @Override
      <T, U, D> Pair<U, D> run(
          Source<T, U> upstream,
          Flow<T, T, NotUsed> inner,
          Sink<T, D> downstream,
          Encoding<T> codec,
          EdgeSettings settings,
          Materializer materializer) {
        return upstream
            .via(Edge.flow(inner, codec, codec, settings))
            .toMat(downstream, Keep.both())
            .run(materializer);
      }
    };

    /** Runs the graph; the inner flow is in the part beyond the edge. */
    abstract <T, U, D> Pair<U, D> run(
        Source<T, U> upstream,
        Flow<T, T, NotUsed> inner,
        Sink<T, D> downstream,
        Encoding<T> codec,
        EdgeSettings settings,
        Materializer materializer);
  }

  private static final int CAPACITY = 8;
  private static final int MANY = 300;

  abstract StageFixture fixture();

  /** Returns the codec with which the elements of a test cross the edge. */
  <T> Encoding<T> codecFor(Codec<T> codec) {
    return codec;
  }

  /** The edges that are not Pekko's own asynchronous boundary. */
  static Stream<Arguments> ownEdges() {
    return edges().filter(edge -> edge.get()[1] != EdgeTransport.ASYNC);
  }

  static Stream<Arguments> edges() {
    return Stream.of(Place.values())
        .flatMap(
            place -> Stream.of(EdgeTransport.values()).map(memory -> Arguments.of(place, memory)));
  }

  private EdgeSettings settings(EdgeTransport memory) {
    return EdgeSettings.create(fixture().system())
        .withMemory(memory)
        .withCapacity(CAPACITY)
        .withRing(fixture().settings());
  }

  private <T, U, D> Pair<U, D> run(
      Place place,
      EdgeTransport memory,
      Source<T, U> upstream,
      Flow<T, T, NotUsed> inner,
      Sink<T, D> downstream,
      Codec<T> codec) {
    return place.run(
        upstream, inner, downstream, codecFor(codec), settings(memory), fixture().materializer());
  }

  private <U, D> Pair<U, D> run(
      Place place,
      EdgeTransport memory,
      Source<Integer, U> upstream,
      Flow<Integer, Integer, NotUsed> inner,
      Sink<Integer, D> downstream) {
    return run(place, memory, upstream, inner, downstream, Codecs.int32());
  }

  private Pair<TestPublisher.Probe<String>, TestSubscriber.Probe<String>> probes(
      Place place, EdgeTransport memory) {
    return run(
        place, memory, fixture().upstream(), Flow.create(), fixture().downstream(), Codecs.utf8());
  }

  @ParameterizedTest
  @MethodSource("edges")
  void shouldDeliverElementsInOrder(Place place, EdgeTransport memory) {
    int count = 20_000;
    CompletionStage<List<Integer>> received =
        run(place, memory, Source.range(1, count), Flow.create(), Sink.<Integer>seq()).second();
    assertThat(result(received)).isEqualTo(IntStream.rangeClosed(1, count).boxed().toList());
  }

  @ParameterizedTest
  @MethodSource("edges")
  void shouldDeliverSameObjectsWhenNotEncoded(Place place, EdgeTransport memory) {
    String element = new String("a");
    CompletionStage<String> received =
        run(
                place,
                memory,
                Source.single(element),
                Flow.create(),
                Sink.<String>head(),
                Codecs.utf8())
            .second();
    assertThat(result(received)).isEqualTo("a");
    assertThat(result(received) == element).isEqualTo(memory != EdgeTransport.SHARED);
  }

  @ParameterizedTest
  @MethodSource("edges")
  void shouldCompleteWhenStreamIsEmpty(Place place, EdgeTransport memory) {
    var probes = probes(place, memory);
    probes.first().sendComplete();
    probes.second().expectSubscriptionAndComplete();
  }

  @ParameterizedTest
  @MethodSource("edges")
  void shouldCompleteAfterAllElements(Place place, EdgeTransport memory) {
    var probes = probes(place, memory);
    probes.second().request(2);
    probes.first().sendNext("a").sendNext("b").sendComplete();
    probes.second().expectNext("a");
    probes.second().expectNext("b").expectComplete();
  }

  @ParameterizedTest
  @MethodSource("edges")
  void shouldFailWithSameObject(Place place, EdgeTransport memory) {
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
  void shouldFailAfterAllElements(Place place, EdgeTransport memory) {
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
  void shouldFailAfterPendingElementWhenEdgeIsFull(Place place, EdgeTransport memory) {
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
  void shouldCancelUpstreamWithCause(Place place, EdgeTransport memory) {
    var probes = probes(place, memory);
    IllegalStateException enough = new IllegalStateException("enough");
    probes.second().ensureSubscription();
    probes.second().cancel(enough);
    assertThat(probes.first().expectCancellationWithCause(IllegalStateException.class))
        .isSameAs(enough);
  }

  @ParameterizedTest
  @MethodSource("edges")
  void shouldCancelUpstreamWhenBackpressured(Place place, EdgeTransport memory) {
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
  void shouldFailBothSidesWhenPartFails(Place place, EdgeTransport memory) {
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

  /** Upstream runs ahead of downstream, but never further than the edges can hold. */
  @ParameterizedTest
  @MethodSource("ownEdges")
  void shouldTakeAtMostCapacityFromUpstream(Place place, EdgeTransport memory) {
    AtomicLong taken = new AtomicLong();
    TestSubscriber.Probe<Integer> downstream =
        run(place, memory, counted(taken), Flow.create(), fixture().<Integer>subscriber()).second();
    assertRunsAheadUpTo(CAPACITY, place, downstream, taken);
  }

  @ParameterizedTest
  @MethodSource("ownEdges")
  void shouldUseInputBufferOfPartAsCapacity(Place place, EdgeTransport memory) {
    AtomicLong taken = new AtomicLong();
    Source<Integer, NotUsed> upstream = counted(taken);
    int bound = 3;
    Attributes buffer = Attributes.inputBuffer(1, bound);
    EdgeSettings settings = settings(memory);
    Encoding<Integer> codec = codecFor(Codecs.int32());
    TestSubscriber.Probe<Integer> downstream =
        switch (place) {
          case SOURCE ->
              Edge.source(upstream.addAttributes(buffer), codec, settings)
                  .runWith(fixture().<Integer>subscriber(), fixture().materializer());
          case SINK ->
              upstream
                  .toMat(
                      Edge.sink(
                          fixture().<Integer>subscriber().addAttributes(buffer), codec, settings),
                      Keep.right())
                  .run(fixture().materializer());
          case FLOW ->
              upstream
                  .via(
                      Edge.flow(
                          Flow.<Integer>create().addAttributes(buffer), codec, codec, settings))
                  .runWith(fixture().<Integer>subscriber(), fixture().materializer());
        };
    assertRunsAheadUpTo(bound, place, downstream, taken);
  }

  private static Source<Integer, NotUsed> counted(AtomicLong taken) {
    return Source.range(1, MANY)
        .map(
            number -> {
              taken.incrementAndGet();
              return number;
            });
  }

  /** An edge holds up to its capacity, and its sink one more element that found no room. */
  private static void assertRunsAheadUpTo(
      int capacity, Place place, TestSubscriber.Probe<Integer> downstream, AtomicLong taken) {
    int held = (place == Place.FLOW ? 2 : 1) * (capacity + 1);
    downstream.ensureSubscription();
    for (int i = 1; i <= MANY; i++) {
      long received = i - 1;
      // A full edge wakes its sink when half of it is free.
      long least = Math.min(MANY, received + capacity / 2 + 1);
      Await.until(() -> taken.get() >= least, () -> "taken=" + taken + ", wanted=" + least);
      assertThat(taken.get()).isLessThanOrEqualTo(received + held);
      downstream.request(1).expectNext(i);
    }
    downstream.request(1).expectComplete();
  }

  @ParameterizedTest
  @MethodSource("edges")
  void shouldApplySupervisionOfGraphInsidePart(Place place, EdgeTransport memory) {
    Flow<Integer, Integer, NotUsed> dividing = Flow.<Integer>create().map(number -> 12 / number);
    List<Integer> received = new ArrayList<>();
    CompletionStage<Done> ended =
        run(
                place,
                memory,
                Source.from(List.of(1, 0, 2)),
                dividing.addAttributes(
                    ActorAttributes.withSupervisionStrategy(Supervision.getResumingDecider())),
                Sink.<Integer>foreach(received::add))
            .second();
    assertThat(result(ended)).isEqualTo(Done.getInstance());
    assertThat(received).containsExactly(12, 6);
  }

  /** Each part waits for the other, so on one thread they would wait forever. */
  @ParameterizedTest
  @MethodSource("edges")
  void shouldRunPartConcurrentlyWithGraph(Place place, EdgeTransport memory) {
    CountDownLatch both = new CountDownLatch(2);
    Flow<Integer, Integer, NotUsed> first = meeting(1, both);
    Flow<Integer, Integer, NotUsed> second = meeting(2, both);
    boolean restIsUpstream = place == Place.SINK;
    CompletionStage<Done> ended =
        run(
                place,
                memory,
                restIsUpstream ? Source.range(1, 2).via(second) : Source.range(1, 2),
                restIsUpstream ? first : second,
                restIsUpstream
                    ? Sink.<Integer>ignore()
                    : first.toMat(Sink.<Integer>ignore(), Keep.right()))
            .second();
    assertThat(result(ended)).isEqualTo(Done.getInstance());
  }

  private static Flow<Integer, Integer, NotUsed> meeting(int element, CountDownLatch both) {
    return Flow.<Integer>create()
        .map(
            number -> {
              if (number == element) {
                both.countDown();
                assertThat(both.await(60, TimeUnit.SECONDS)).isTrue();
              }
              return number;
            });
  }

  @ParameterizedTest
  @MethodSource("edges")
  void shouldEndBothSidesWhenTerminatedAbruptly(Place place, EdgeTransport memory) {
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
  @MethodSource("edges")
  void shouldRunGraphRepeatedlyAndConcurrently(Place place, EdgeTransport memory) {
    Flow<Integer, Integer, NotUsed> part =
        Edge.flow(
            Flow.create(), codecFor(Codecs.int32()), codecFor(Codecs.int32()), settings(memory));
    Source<Integer, NotUsed> graph = Source.range(1, 1_000).via(part).via(part);
    List<CompletionStage<List<Integer>>> received =
        IntStream.range(0, 10)
            .mapToObj(each -> graph.runWith(Sink.seq(), fixture().materializer()))
            .toList();
    assertThat(received)
        .allSatisfy(
            each ->
                assertThat(result(each))
                    .isEqualTo(IntStream.rangeClosed(1, 1_000).boxed().toList()));
  }

  @ParameterizedTest
  @EnumSource(EdgeTransport.class)
  void shouldKeepMaterializedValueOfPart(EdgeTransport memory) {
    EdgeSettings settings = settings(memory);
    Encoding<Integer> codec = codecFor(Codecs.int32());
    String value =
        Edge.source(Source.single(1).mapMaterializedValue(unused -> "a"), codec, settings)
            .viaMat(
                Edge.flow(
                    Flow.<Integer>create().mapMaterializedValue(unused -> "b"),
                    codec,
                    codec,
                    settings),
                (first, second) -> first + second)
            .toMat(
                Edge.sink(
                    Sink.<Integer>ignore().mapMaterializedValue(unused -> "c"), codec, settings),
                (first, second) -> first + second)
            .run(fixture().materializer());
    assertThat(value).isEqualTo("abc");
  }

  @ParameterizedTest
  @EnumSource(Place.class)
  void shouldDeliverElementsLargerThanRing(Place place) {
    List<String> texts =
        IntStream.range(0, 12)
            .mapToObj(number -> number + "-".repeat(number % 4 * StageFixture.CAPACITY / 2))
            .toList();
    CompletionStage<List<String>> received =
        run(
                place,
                EdgeTransport.SHARED,
                Source.from(texts),
                Flow.create(),
                Sink.<String>seq(),
                Codecs.utf8())
            .second();
    assertThat(result(received)).isEqualTo(texts);
  }

  @ParameterizedTest
  @EnumSource(Place.class)
  void shouldFailBothSidesWhenCodecThrows(Place place) {
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
  void shouldFailBothSidesWhenRingCannotBeCreated(Place place) {
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
