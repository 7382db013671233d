package io.culvert.stage;

import static org.assertj.core.api.Assertions.assertThat;

import io.culvert.codec.Codecs;
import io.culvert.exceptions.RemoteStreamException;
import io.culvert.fixture.RawRing;
import io.culvert.fixture.StageFixture;
import io.culvert.ring.ReadResult;
import io.culvert.testing.Await;
import io.culvert.testing.Permutations;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.apache.pekko.Done;
import org.apache.pekko.japi.Pair;
import org.apache.pekko.stream.BoundedSourceQueue;
import org.apache.pekko.stream.javadsl.Keep;
import org.apache.pekko.stream.javadsl.Sink;
import org.apache.pekko.stream.javadsl.Source;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A sink under every order of what its upstream and its reader may do, at rings of different
 * content. The events are fired without waiting for one another, so threads add further orders.
 */
class SinkPermutationTest {

  @RegisterExtension static final StageFixture fixture = StageFixture.create();

  private enum Event {
    PUSH,
    PULL,
    FINISH,
    FAIL,
    READER_COMPLETES,
    READER_CANCELS,
    READER_FAILS
  }

  /** A reader that ended before the sink attached does not concern the sink. */
  private static final Set<Event> READER_ENDS =
      EnumSet.of(Event.READER_COMPLETES, Event.READER_CANCELS, Event.READER_FAILS);

  private static final List<List<Event>> EVENTS =
      List.of(
          List.of(Event.PUSH, Event.PUSH, Event.PULL, Event.PULL, Event.FINISH),
          List.of(Event.PUSH, Event.PUSH, Event.PULL, Event.PULL, Event.FAIL),
          List.of(Event.PUSH, Event.PUSH, Event.PULL, Event.READER_CANCELS),
          List.of(Event.PUSH, Event.PULL, Event.FINISH, Event.READER_CANCELS),
          List.of(Event.PUSH, Event.PULL, Event.FAIL, Event.READER_CANCELS),
          List.of(Event.PUSH, Event.PULL, Event.FINISH, Event.READER_COMPLETES),
          List.of(Event.PUSH, Event.PUSH, Event.PULL, Event.READER_FAILS),
          List.of(Event.PUSH, Event.PULL, Event.FINISH, Event.READER_FAILS),
          List.of(Event.PUSH, Event.PULL, Event.FAIL, Event.READER_FAILS));

  private static final IllegalStateException BROKEN = new IllegalStateException("broken");

  private static Stream<Arguments> contentsAndEvents() {
    return Stream.of(RingContent.values())
        .flatMap(content -> EVENTS.stream().map(events -> Arguments.of(content, events)));
  }

  @ParameterizedTest
  @MethodSource("contentsAndEvents")
  void shouldPublishPrefixOfPushedElementsThenMatchingEnd(RingContent content, List<Event> events) {
    for (List<Event> order : Permutations.of(events)) {
      Run run = new Run(content);
      try {
        if (!Collections.disjoint(order, READER_ENDS)) {
          run.awaitSink();
        }
        order.forEach(run::fire);
        run.check(EnumSet.copyOf(order));
      } catch (AssertionError e) {
        throw new AssertionError("order=" + order + ", outcome=" + run.outcome, e);
      } finally {
        run.ring.close();
      }
    }
  }

  /** One sink at one ring. */
  private static final class Run {

    private final String name = fixture.newName();
    private final RawRing ring = fixture.raw(name);
    private final List<String> pushed;
    private final List<String> received = new ArrayList<>();
    private final BoundedSourceQueue<String> upstream;
    private final SinkHandle sink;
    private final CompletableFuture<Done> outcome;
    private boolean upstreamEnded;
    private boolean readerEnded;

    Run(RingContent content) {
      pushed = new ArrayList<>(content.fill(ring));
      ring.writer().close();
      ring.reopenReader();
      RingRef<String> end = new RingRef<>(name, Codecs.utf8(), Optional.of(fixture.settings()));
      Pair<BoundedSourceQueue<String>, SinkHandle> running =
          Source.<String>queue(8)
              .toMat(Sink.fromGraph(new RingSinkStage<>(end, Stay.UNTIL_PUBLISHED)), Keep.both())
              .run(fixture.materializer());
      upstream = running.first();
      sink = running.second();
      outcome = sink.published().toCompletableFuture();
    }

    /**
     * Its role in the ring is not enough: after that the sink checks once more whether the reader
     * is done.
     */
    void awaitSink() {
      Await.result(sink.resumePoint());
    }

    void fire(Event event) {
      switch (event) {
        case PUSH -> push();
        case PULL -> pull();
        case FINISH -> endUpstream(upstream::complete);
        case FAIL -> endUpstream(() -> upstream.fail(BROKEN));
        case READER_COMPLETES -> endReader(ring::finish);
        case READER_CANCELS -> endReader(ring::cancel);
        case READER_FAILS -> endReader(() -> ring.reader().fail("some.Exception: enough"));
      }
    }

    private void push() {
      String text = RingContent.text(pushed.size());
      if (!upstreamEnded && upstream.offer(text).isEnqueued()) {
        pushed.add(text);
      }
    }

    private void endUpstream(Runnable end) {
      try {
        end.run();
      } catch (IllegalStateException e) {
        assertThat(readerEnded).as("only the sink may close the queue before").isTrue();
      }
      upstreamEnded = true;
    }

    private void pull() {
      if (!readerEnded && ring.reader().read() == ReadResult.MESSAGE) {
        received.add(ring.text());
        ring.reader().release();
      }
    }

    private void endReader(Runnable end) {
      end.run();
      readerEnded = true;
    }

    void check(Set<Event> fired) {
      if (readerEnded) {
        Await.asserted(() -> assertThat(outcome).isDone());
        checkOutcome(fired);
        Await.asserted(() -> assertThat(upstream.isCompleted()).isTrue());
      } else {
        checkReadToTheEnd(fired);
      }
      if (fired.contains(Event.READER_FAILS)) {
        checkRest();
      }
    }

    /** Any one of several ends may be the first that the sink sees. */
    private void checkOutcome(Set<Event> fired) {
      if (outcome.isCompletedExceptionally()) {
        Throwable failure = Await.failure(outcome);
        assertThat(fired)
            .contains(failure instanceof RemoteStreamException ? Event.READER_FAILS : Event.FAIL);
        assertThat(failure).message().containsAnyOf("broken", "some.Exception: enough");
      } else {
        assertThat(fired).containsAnyOf(Event.FINISH, Event.READER_CANCELS, Event.READER_COMPLETES);
      }
    }

    private void checkReadToTheEnd(Set<Event> fired) {
      ReadResult end = readToTheEnd(ring);
      Await.asserted(() -> assertThat(outcome).isDone());
      checkOutcome(fired);
      if (fired.contains(Event.FAIL)) {
        // The queue before the sink may have dropped what the sink did not request in time.
        assertThat(pushed.subList(0, received.size())).isEqualTo(received);
        assertThat(end).isEqualTo(ReadResult.FAILED);
        assertThat(ring.reader().failure().message()).isEqualTo("broken");
      } else {
        assertThat(received).isEqualTo(pushed);
        assertThat(end).isEqualTo(ReadResult.COMPLETED);
      }
      ring.finish();
    }

    private ReadResult readToTheEnd(RawRing from) {
      ReadResult result = from.next();
      while (result == ReadResult.MESSAGE) {
        received.add(from.text());
        from.reader().release();
        result = from.next();
      }
      return result;
    }

    /** A successor of the failed reader gets the rest, and learns that the stream has ended. */
    private void checkRest() {
      RawRing successor = fixture.raw(name);
      ReadResult end = readToTheEnd(successor);
      assertThat(pushed.subList(0, received.size())).isEqualTo(received);
      assertThat(end).isEqualTo(outcomeInRing());
      successor.finish();
    }

    private ReadResult outcomeInRing() {
      return outcome.isCompletedExceptionally() ? ReadResult.FAILED : ReadResult.COMPLETED;
    }
  }
}
