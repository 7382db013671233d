package io.culvert.edge;

import static io.culvert.testing.Await.result;
import static org.assertj.core.api.Assertions.assertThat;

import io.culvert.EdgeSettings;
import io.culvert.EdgeTransport;
import io.culvert.codec.Codecs;
import io.culvert.codec.Encoding;
import io.culvert.codec.Offload;
import io.culvert.fixture.StageFixture;
import io.culvert.javadsl.Edge;
import io.culvert.stage.RecordingSubscriber;
import io.culvert.testing.Await;
import io.culvert.testing.Permutations;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.stream.Stream;
import org.apache.pekko.Done;
import org.apache.pekko.NotUsed;
import org.apache.pekko.japi.Pair;
import org.apache.pekko.stream.BoundedSourceQueue;
import org.apache.pekko.stream.QueueOfferResult;
import org.apache.pekko.stream.javadsl.AsPublisher;
import org.apache.pekko.stream.javadsl.Flow;
import org.apache.pekko.stream.javadsl.Keep;
import org.apache.pekko.stream.javadsl.Sink;
import org.apache.pekko.stream.javadsl.Source;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.reactivestreams.Publisher;

/**
 * Two edges around a flow under every order of what upstream and downstream may do. The events are
 * fired without waiting for one another, so threads add further orders.
 */
class EdgePermutationTest {

  @RegisterExtension static final StageFixture fixture = StageFixture.create();

  private static final int PENDING = 8;
  private static final RuntimeException BROKEN = new IllegalStateException("broken");
  private static final RuntimeException ENOUGH = new IllegalStateException("enough");

  private enum Event {
    PUSH,
    PULL,
    COMPLETE,
    FAIL,
    CANCEL,
    CANCEL_WITH_FAILURE
  }

  private static final List<List<Event>> EVENTS =
      List.of(
          List.of(Event.PUSH, Event.PUSH, Event.PULL, Event.PULL, Event.COMPLETE),
          List.of(Event.PUSH, Event.PUSH, Event.PULL, Event.PULL, Event.FAIL),
          List.of(Event.PUSH, Event.PULL, Event.COMPLETE, Event.CANCEL),
          List.of(Event.PUSH, Event.PULL, Event.FAIL, Event.CANCEL),
          List.of(Event.PUSH, Event.PULL, Event.COMPLETE, Event.CANCEL_WITH_FAILURE),
          List.of(Event.PUSH, Event.PULL, Event.FAIL, Event.CANCEL_WITH_FAILURE));

  /** Every other text stays on the heap. */
  private static final Encoding<String> MIXED =
      Offload.only((String text) -> text.endsWith("0"), Codecs.utf8());

  private static Stream<Arguments> edges() {
    return Stream.concat(
            Stream.of(EdgeTransport.values()).map(memory -> Arguments.of(memory, Codecs.utf8())),
            Stream.of(Arguments.of(EdgeTransport.SHARED, MIXED)))
        .flatMap(
            edge ->
                Stream.of(1, 4)
                    .flatMap(
                        capacity ->
                            EVENTS.stream()
                                .map(
                                    events ->
                                        Arguments.of(
                                            edge.get()[0], edge.get()[1], capacity, events))));
  }

  @ParameterizedTest
  @MethodSource("edges")
  void shouldDeliverPrefixOfPushedElementsThenMatchingEnd(
      EdgeTransport memory, Encoding<String> codec, int capacity, List<Event> events) {
    for (List<Event> order : Permutations.of(events)) {
      Run run = new Run(memory, codec, capacity);
      try {
        order.forEach(run::fire);
        run.check(EnumSet.copyOf(order));
      } catch (AssertionError e) {
        throw new AssertionError("order=" + order + ", received=" + run.subscriber, e);
      }
    }
  }

  /** One stream. */
  private static final class Run {

    private final RecordingSubscriber subscriber = new RecordingSubscriber();
    private final List<String> pushed = new ArrayList<>();
    private final BoundedSourceQueue<String> upstream;
    private final CompletionStage<Done> upstreamEnded;
    private boolean ended;

    Run(EdgeTransport memory, Encoding<String> codec, int capacity) {
      EdgeSettings settings =
          EdgeSettings.create(fixture.system())
              .withMemory(memory)
              .withCapacity(capacity)
              .withRing(fixture.settings());
      Flow<String, String, NotUsed> part = Edge.flow(Flow.create(), codec, codec, settings);
      Pair<Pair<BoundedSourceQueue<String>, CompletionStage<Done>>, Publisher<String>> running =
          Source.<String>queue(PENDING)
              .watchTermination(Keep.both())
              .via(part)
              .toMat(Sink.asPublisher(AsPublisher.WITHOUT_FANOUT), Keep.both())
              .run(fixture.materializer());
      upstream = running.first().first();
      upstreamEnded = running.first().second();
      running.second().subscribe(subscriber);
    }

    void fire(Event event) {
      switch (event) {
        case PUSH -> push();
        case PULL -> subscriber.request(1);
        case COMPLETE -> end(upstream::complete);
        case FAIL -> end(() -> upstream.fail(BROKEN));
        case CANCEL -> subscriber.cancel();
        case CANCEL_WITH_FAILURE -> subscriber.cancel(ENOUGH);
      }
    }

    private void end(Runnable signal) {
      ended = true;
      try {
        signal.run();
      } catch (IllegalStateException e) {
        // The cancellation was faster.
      }
    }

    private void push() {
      String text = "text " + pushed.size();
      if (!ended && upstream.offer(text) == QueueOfferResult.enqueued()) {
        pushed.add(text);
      }
    }

    void check(Set<Event> fired) {
      boolean cancelled = fired.contains(Event.CANCEL) || fired.contains(Event.CANCEL_WITH_FAILURE);
      if (!cancelled) {
        subscriber.request(Long.MAX_VALUE);
        Await.until(subscriber::isTerminated, () -> "not terminated");
        checkEnd(fired);
      }
      List<String> received = List.copyOf(subscriber.elements()); // one more may still arrive
      assertThat(received).isEqualTo(pushed.subList(0, received.size()));
      checkUpstream(fired, result(upstreamEnded.handle((done, failure) -> failure)));
    }

    private void checkEnd(Set<Event> fired) {
      assertThat(subscriber.terminals()).isEqualTo(1);
      if (fired.contains(Event.FAIL)) {
        assertThat(subscriber.failures()).containsExactly(BROKEN); // the same object
      } else {
        assertThat(subscriber.failures()).isEmpty();
        assertThat(subscriber.elements()).isEqualTo(pushed);
      }
    }

    private static void checkUpstream(Set<Event> fired, Throwable failure) {
      if (failure != null) {
        assertThat(failure).isIn(BROKEN, ENOUGH);
        assertThat(fired).contains(failure == BROKEN ? Event.FAIL : Event.CANCEL_WITH_FAILURE);
      }
    }
  }
}
