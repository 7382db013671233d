package io.culvert.javadsl;

import static io.culvert.testing.Await.result;
import static org.assertj.core.api.Assertions.assertThat;

import io.culvert.EdgeSettings;
import io.culvert.EdgeTransport;
import io.culvert.codec.Codecs;
import io.culvert.codec.Encoding;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.apache.pekko.Done;
import org.apache.pekko.NotUsed;
import org.apache.pekko.stream.ActorAttributes;
import org.apache.pekko.stream.Supervision;
import org.apache.pekko.stream.javadsl.Flow;
import org.apache.pekko.stream.javadsl.Keep;
import org.apache.pekko.stream.javadsl.Sink;
import org.apache.pekko.stream.javadsl.Source;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Contract for the part of a graph that an edge separates from the rest. */
interface InJvmEdgePartContract extends InJvmEdgeRuns {

  @ParameterizedTest
  @MethodSource("edges")
  default void shouldApplySupervisionOfGraphInsidePart(Place place, EdgeTransport memory) {
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
  default void shouldRunPartConcurrentlyWithGraph(Place place, EdgeTransport memory) {
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
  default void shouldRunGraphRepeatedlyAndConcurrently(Place place, EdgeTransport memory) {
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
  default void shouldKeepMaterializedValueOfPart(EdgeTransport memory) {
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
}
