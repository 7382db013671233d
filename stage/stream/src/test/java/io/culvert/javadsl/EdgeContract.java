package io.culvert.javadsl;

import static io.culvert.testing.Await.failure;
import static io.culvert.testing.Await.result;
import static org.assertj.core.api.Assertions.assertThat;

import io.culvert.RingSettings;
import io.culvert.codec.Codecs;
import io.culvert.exceptions.RemoteStreamException;
import io.culvert.fixture.StageFixture;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.stream.IntStream;
import org.apache.pekko.Done;
import org.apache.pekko.japi.Pair;
import org.apache.pekko.stream.javadsl.Keep;
import org.apache.pekko.stream.javadsl.Sink;
import org.apache.pekko.stream.javadsl.Source;
import org.apache.pekko.stream.testkit.TestPublisher;
import org.apache.pekko.stream.testkit.TestSubscriber;
import org.junit.jupiter.api.Test;

/** The behaviour of a sink and a source that are joined by a ring. */
abstract class EdgeContract {

  private static final int MANY = 20_000;
  private static final List<Integer> NUMBERS = IntStream.range(0, MANY).boxed().toList();

  abstract StageFixture fixture();

  @Test
  void shouldDeliverElementsInOrderThenComplete() {
    CompletionStage<Done> sent = send(Source.from(NUMBERS));
    assertThat(result(receive(source()))).isEqualTo(NUMBERS);
    assertThat(result(sent)).isEqualTo(Done.getInstance());
  }

  @Test
  void shouldDeliverElementsWhenSourceStartsFirst() {
    CompletionStage<List<Integer>> received = receive(source());
    CompletionStage<Done> sent = send(Source.from(NUMBERS));
    assertThat(result(received)).isEqualTo(NUMBERS);
    assertThat(result(sent)).isEqualTo(Done.getInstance());
  }

  @Test
  void shouldDeliverElementsWithoutInlineSpins() {
    RingSettings settings = fixture().settings().withInlineSpins(0);
    CompletionStage<Done> sent =
        Source.from(NUMBERS)
            .runWith(
                RingSink.create(fixture().name(), Codecs.int32(), settings),
                fixture().materializer());
    assertThat(result(receive(RingSource.create(fixture().name(), Codecs.int32(), settings))))
        .isEqualTo(NUMBERS);
    assertThat(result(sent)).isEqualTo(Done.getInstance());
  }

  @Test
  void shouldDeliverElementsBetweenAsyncBoundaries() {
    CompletionStage<Done> sent = send(Source.from(NUMBERS).async());
    assertThat(result(receive(source().async().map(number -> number)))).isEqualTo(NUMBERS);
    assertThat(result(sent)).isEqualTo(Done.getInstance());
  }

  @Test
  void shouldFailSourceWithRemoteCauseWhenUpstreamFails() {
    IllegalStateException broken = new IllegalStateException("broken");
    CompletionStage<Done> sent =
        send(Source.from(NUMBERS).map(number -> failAt(5_000, number, broken)));
    List<Integer> received = new ArrayList<>();
    CompletionStage<Done> receiving =
        source().runWith(Sink.foreach(received::add), fixture().materializer());

    assertThat(failure(receiving))
        .isInstanceOfSatisfying(
            RemoteStreamException.class,
            failure -> {
              assertThat(failure.remoteClassName())
                  .isEqualTo(IllegalStateException.class.getName());
              assertThat(failure.remoteMessage()).isEqualTo("broken");
              assertThat(failure.remoteStackDigest()).contains(EdgeContract.class.getName());
            });
    assertThat(received).isEqualTo(NUMBERS.subList(0, 5_000));
    assertThat(failure(sent)).isSameAs(broken);
  }

  @Test
  void shouldFailSinkWithRemoteCauseWhenDownstreamFails() {
    IllegalStateException broken = new IllegalStateException("broken");
    CompletionStage<Done> sent = send(Source.from(NUMBERS));
    CompletionStage<List<Integer>> received =
        receive(source().map(number -> failAt(5_000, number, broken)));

    assertThat(failure(received)).isSameAs(broken);
    assertThat(failure(sent))
        .isInstanceOfSatisfying(
            RemoteStreamException.class,
            failure -> {
              assertThat(failure.remoteClassName())
                  .isEqualTo(IllegalStateException.class.getName());
              assertThat(failure.remoteMessage()).isEqualTo("broken");
            });
    // A successor gets what the failed source did not release, and the sink's failure after it.
    assertThat(failure(receive(source()))).isInstanceOf(RemoteStreamException.class);
  }

  @Test
  void shouldCompleteSinkAndDeleteRingWhenDownstreamCancels() {
    CompletionStage<Done> sent = send(Source.repeat(7));
    assertThat(result(receive(source().take(5_000)))).hasSize(5_000);
    assertThat(result(sent)).isEqualTo(Done.getInstance());
  }

  @Test
  void shouldCancelUpstreamWhenDownstreamCancels() {
    Pair<TestPublisher.Probe<String>, CompletionStage<Done>> sending =
        fixture().upstream().toMat(fixture().sink(), Keep.both()).run(fixture().materializer());
    TestSubscriber.Probe<String> receiving =
        fixture().source().runWith(fixture().downstream(), fixture().materializer());
    sending.first().sendNext("a");
    receiving.requestNext("a");
    receiving.cancel();
    sending.first().expectCancellation();
    assertThat(result(sending.second())).isEqualTo(Done.getInstance());
  }

  @Test
  void shouldDeliverOneElementAtATimeWithParkings() {
    Pair<TestPublisher.Probe<String>, CompletionStage<Done>> sending =
        fixture().upstream().toMat(fixture().sink(), Keep.both()).run(fixture().materializer());
    TestSubscriber.Probe<String> receiving =
        fixture().source().runWith(fixture().downstream(), fixture().materializer());
    for (int i = 0; i < 300; i++) {
      sending.first().sendNext("text " + i);
      receiving.requestNext("text " + i);
    }
    sending.first().sendComplete();
    receiving.request(1).expectComplete();
    assertThat(result(sending.second())).isEqualTo(Done.getInstance());
  }

  @Test
  void shouldDeliverLargeAndSmallElementsInTurn() {
    List<String> texts =
        IntStream.range(0, 60)
            .mapToObj(number -> number + "-".repeat(number % 5 * 20_000))
            .toList();
    CompletionStage<Done> sent =
        Source.from(texts).runWith(fixture().sink(), fixture().materializer());
    assertThat(result(fixture().source().runWith(Sink.seq(), fixture().materializer())))
        .isEqualTo(texts);
    assertThat(result(sent)).isEqualTo(Done.getInstance());
  }

  @Test
  void shouldDeliverElementsThroughSeveralEdges() {
    String back = fixture().newName();
    Source.range(1, MANY)
        .runWith(
            RingSink.create(fixture().name(), Codecs.int32(), fixture().settings()),
            fixture().materializer());
    CompletionStage<Done> between =
        source()
            .map(number -> 2 * number)
            .runWith(
                RingSink.create(back, Codecs.int32(), fixture().settings()),
                fixture().materializer());
    CompletionStage<Long> sum =
        RingSource.create(back, Codecs.int32(), fixture().settings())
            .runWith(Sink.fold(0L, (total, number) -> total + number), fixture().materializer());
    assertThat(result(sum)).isEqualTo((long) MANY * (MANY + 1));
    assertThat(result(between)).isEqualTo(Done.getInstance());
  }

  private static Integer failAt(int wanted, Integer number, RuntimeException failure) {
    if (number == wanted) {
      throw failure;
    }
    return number;
  }

  private CompletionStage<Done> send(Source<Integer, ?> numbers) {
    return numbers.runWith(
        RingSink.create(fixture().name(), Codecs.int32(), fixture().settings()),
        fixture().materializer());
  }

  private Source<Integer, RingControl> source() {
    return RingSource.create(fixture().name(), Codecs.int32(), fixture().settings());
  }

  private CompletionStage<List<Integer>> receive(Source<Integer, ?> source) {
    return source.runWith(Sink.seq(), fixture().materializer());
  }
}
