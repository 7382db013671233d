package io.culvert.javadsl;

import static io.culvert.testing.Await.result;
import static org.assertj.core.api.Assertions.assertThat;

import io.culvert.EdgeSettings;
import io.culvert.EdgeTransport;
import io.culvert.codec.Codecs;
import io.culvert.codec.Encoding;
import io.culvert.fixture.StageFixture;
import io.culvert.testing.Await;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.apache.pekko.NotUsed;
import org.apache.pekko.stream.Attributes;
import org.apache.pekko.stream.javadsl.Flow;
import org.apache.pekko.stream.javadsl.Keep;
import org.apache.pekko.stream.javadsl.Sink;
import org.apache.pekko.stream.javadsl.Source;
import org.apache.pekko.stream.testkit.TestSubscriber;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Contract for the elements that cross an edge, and how far upstream may run ahead. */
interface InJvmEdgeDeliveryContract extends InJvmEdgeRuns {

  int MANY = 300;

  @ParameterizedTest
  @MethodSource("edges")
  default void shouldDeliverElementsInOrder(Place place, EdgeTransport memory) {
    int count = 20_000;
    CompletionStage<List<Integer>> received =
        run(place, memory, Source.range(1, count), Flow.create(), Sink.<Integer>seq()).second();
    assertThat(result(received)).isEqualTo(IntStream.rangeClosed(1, count).boxed().toList());
  }

  @ParameterizedTest
  @MethodSource("edges")
  default void shouldDeliverSameObjectsWhenNotEncoded(Place place, EdgeTransport memory) {
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
  @EnumSource(Place.class)
  default void shouldDeliverElementsLargerThanRing(Place place) {
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

  /** Upstream runs ahead of downstream, but never further than the edges can hold. */
  @ParameterizedTest
  @MethodSource("ownEdges")
  default void shouldTakeAtMostCapacityFromUpstream(Place place, EdgeTransport memory) {
    AtomicLong taken = new AtomicLong();
    TestSubscriber.Probe<Integer> downstream =
        run(place, memory, counted(taken), Flow.create(), fixture().<Integer>subscriber()).second();
    assertRunsAheadUpTo(CAPACITY, place, downstream, taken);
  }

  @ParameterizedTest
  @MethodSource("ownEdges")
  default void shouldUseInputBufferOfPartAsCapacity(Place place, EdgeTransport memory) {
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
}
