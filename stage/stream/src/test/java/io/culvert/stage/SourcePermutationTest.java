package io.culvert.stage;

import static io.culvert.testing.Await.result;
import static org.assertj.core.api.Assertions.assertThat;

import io.culvert.exceptions.RemoteStreamException;
import io.culvert.fixture.RawRing;
import io.culvert.fixture.StageFixture;
import io.culvert.javadsl.RingControl;
import io.culvert.ring.ReadResult;
import io.culvert.ring.layout.RoleStatus;
import io.culvert.ring.layout.StreamFailure;
import io.culvert.testing.Await;
import io.culvert.testing.Permutations;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.pekko.Done;
import org.apache.pekko.japi.Pair;
import org.apache.pekko.stream.javadsl.AsPublisher;
import org.apache.pekko.stream.javadsl.Keep;
import org.apache.pekko.stream.javadsl.Sink;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.reactivestreams.Publisher;

/**
 * A source under every order of what its writer and its downstream may do, at rings of different
 * content. The events are fired without waiting for one another, so threads add further orders.
 */
class SourcePermutationTest {

  @RegisterExtension static final StageFixture fixture = StageFixture.create();

  private enum Event {
    PUSH,
    PULL,
    WRITER_COMPLETES,
    WRITER_FAILS,
    CANCEL,
    CANCEL_WITH_FAILURE,
    STOP
  }

  private static final List<List<Event>> EVENTS =
      List.of(
          List.of(Event.PUSH, Event.PUSH, Event.PULL, Event.PULL, Event.WRITER_COMPLETES),
          List.of(Event.PUSH, Event.PUSH, Event.PULL, Event.PULL, Event.WRITER_FAILS),
          List.of(Event.PUSH, Event.PULL, Event.PULL, Event.WRITER_COMPLETES, Event.CANCEL),
          List.of(Event.PUSH, Event.PULL, Event.PULL, Event.WRITER_FAILS, Event.CANCEL),
          List.of(Event.PUSH, Event.PULL, Event.WRITER_COMPLETES, Event.CANCEL_WITH_FAILURE),
          List.of(Event.PUSH, Event.PULL, Event.WRITER_FAILS, Event.CANCEL_WITH_FAILURE),
          List.of(Event.PUSH, Event.PUSH, Event.PULL, Event.PULL, Event.STOP),
          List.of(Event.PUSH, Event.PULL, Event.PULL, Event.WRITER_COMPLETES, Event.STOP),
          List.of(Event.PUSH, Event.PULL, Event.WRITER_FAILS, Event.STOP),
          List.of(Event.PUSH, Event.PULL, Event.STOP, Event.CANCEL));

  private static Stream<Arguments> contentsAndEvents() {
    return Stream.of(RingContent.values())
        .flatMap(content -> EVENTS.stream().map(events -> Arguments.of(content, events)));
  }

  @ParameterizedTest
  @MethodSource("contentsAndEvents")
  void shouldEmitPrefixOfPublishedElementsThenMatchingEnd(RingContent content, List<Event> events) {
    for (List<Event> order : Permutations.of(events)) {
      Run run = new Run(content);
      try {
        order.forEach(run::fire);
        run.check(EnumSet.copyOf(order));
      } catch (AssertionError e) {
        throw new AssertionError("order=" + order + ", received=" + run.subscriber, e);
      } finally {
        run.ring.close();
      }
    }
  }

  /** One source at one ring. */
  private static final class Run {

    private final String name = fixture.newName();
    private final RawRing ring = fixture.raw(name);
    private final List<String> published;
    private final RingControl control;
    private final RecordingSubscriber subscriber = new RecordingSubscriber();
    private boolean ended;

    Run(RingContent content) {
      published = new ArrayList<>(content.fill(ring));
      Pair<RingControl, Publisher<String>> running =
          fixture
              .source(name)
              .toMat(Sink.asPublisher(AsPublisher.WITHOUT_FANOUT), Keep.both())
              .run(fixture.materializer());
      control = running.first();
      running.second().subscribe(subscriber);
    }

    void fire(Event event) {
      switch (event) {
        case PUSH -> push();
        case PULL -> subscriber.request(1);
        case WRITER_COMPLETES -> {
          ring.writer().complete();
          ended = true;
        }
        case WRITER_FAILS -> {
          ring.writer().fail(new StreamFailure("some.Exception", "broken", ""));
          ended = true;
        }
        case CANCEL -> subscriber.cancel();
        case CANCEL_WITH_FAILURE -> subscriber.cancel(new IllegalStateException("enough"));
        case STOP -> control.stop();
      }
    }

    private void push() {
      String text = RingContent.text(published.size());
      if (!ended && ring.offer(text)) {
        published.add(text);
      }
    }

    void check(Set<Event> fired) {
      if (fired.contains(Event.CANCEL) || fired.contains(Event.CANCEL_WITH_FAILURE)) {
        checkCancelled(fired);
      } else if (fired.contains(Event.STOP)) {
        checkStopped();
      } else {
        subscriber.request(Long.MAX_VALUE);
        Await.asserted(() -> assertThat(subscriber.isTerminated()).isTrue());
        checkDrained();
      }
      assertThat(published.subList(0, subscriber.elements().size()))
          .isEqualTo(subscriber.elements());
    }

    private void checkCancelled(Set<Event> fired) {
      assertThat(result(control.isShutdown())).isEqualTo(Done.getInstance());
      RoleStatus reader = ring.file().readerState();
      if (fired.contains(Event.STOP)) {
        assertThat(reader).isNotIn(RoleStatus.ATTACHED, RoleStatus.FAILED);
      } else if (fired.contains(Event.CANCEL)) {
        assertThat(reader).isIn(RoleStatus.CANCELLED, RoleStatus.COMPLETED);
      } else {
        assertThat(reader).isIn(RoleStatus.FAILED, RoleStatus.COMPLETED);
      }
      checkFile(reader);
    }

    private void checkStopped() {
      subscriber.request(Long.MAX_VALUE);
      assertThat(result(control.isShutdown())).isEqualTo(Done.getInstance());
      Await.asserted(() -> assertThat(subscriber.isTerminated()).isTrue());
      RoleStatus reader = ring.file().readerState();
      if (reader == RoleStatus.COMPLETED) {
        checkDrained();
      } else {
        assertThat(reader).isIn(RoleStatus.DETACHED, RoleStatus.ABSENT);
        assertThat(subscriber.failures()).isEmpty();
        checkRest();
      }
    }

    /** A successor gets what the stopped source did not emit, and nothing else. */
    private void checkRest() {
      List<String> all = new ArrayList<>(subscriber.elements());
      RawRing successor = fixture.raw(name);
      while (successor.reader().read() == ReadResult.MESSAGE) {
        all.add(successor.text());
      }
      assertThat(all).isEqualTo(published);
      successor.cancel();
    }

    private void checkDrained() {
      assertThat(subscriber.elements()).isEqualTo(published);
      assertThat(subscriber.terminals()).isEqualTo(1);
      if (!subscriber.failures().isEmpty()) {
        assertThat(subscriber.failures().get(0))
            .isInstanceOf(RemoteStreamException.class)
            .hasMessageContaining("some.Exception: broken");
      }
      assertThat(result(control.isShutdown())).isEqualTo(Done.getInstance());
      checkFile(ring.file().readerState());
    }

    /** Only a reader that no longer needs the ring deletes it. */
    private void checkFile(RoleStatus reader) {
      boolean done = reader == RoleStatus.COMPLETED || reader == RoleStatus.CANCELLED;
      assertThat(fixture.file(name).toFile().exists()).isEqualTo(!done);
      if (!done) {
        ring.file().delete();
      }
    }
  }
}
