package io.culvert.javadsl;

import static io.culvert.testing.Await.failure;
import static io.culvert.testing.Await.result;
import static org.assertj.core.api.Assertions.assertThat;

import io.culvert.Committable;
import io.culvert.RingSettings;
import io.culvert.exceptions.NotCommittedException;
import io.culvert.exceptions.PeerTerminatedException;
import io.culvert.exceptions.RemoteStreamException;
import io.culvert.fixture.RawRing;
import io.culvert.ring.layout.RoleStatus;
import io.culvert.ring.layout.StreamFailure;
import io.culvert.testing.Await;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletionStage;
import java.util.stream.IntStream;
import org.apache.pekko.Done;
import org.apache.pekko.japi.Pair;
import org.apache.pekko.stream.javadsl.Keep;
import org.apache.pekko.stream.javadsl.Sink;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The elements that are not committed when their source ends, whatever ends it. */
class UncommittedElementsTest extends CommittableFixture {

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void shouldResumeAtFirstUncommittedElementWhenEndedAbruptly(long seed) {
    Random random = new Random(seed);
    List<String> texts = IntStream.range(0, 100).mapToObj(String::valueOf).toList();
    RawRing ring = fixture.raw();
    ring.write(texts.toArray(String[]::new));
    ring.writer().complete();
    int first = 0;
    while (first < 80) {
      Running running = run(fixture.settings());
      List<Committable<String>> elements = running.take(1 + random.nextInt(20));
      assertThat(elements.get(0).element()).as("seed=%d", seed).isEqualTo(texts.get(first));
      int uncommitted = random.nextInt(elements.size());
      List<Committable<String>> shuffled = new ArrayList<>(elements);
      shuffled.remove(uncommitted);
      Collections.shuffle(shuffled, random);
      List<CompletionStage<Done>> commits = shuffled.stream().map(Committable::commit).toList();
      for (Committable<String> released : elements.subList(0, uncommitted)) {
        assertThat(result(released.commit())).isEqualTo(Done.getInstance());
      }
      running.endAbruptly();
      long failed =
          commits.stream()
              .filter(commit -> commit.toCompletableFuture().isCompletedExceptionally())
              .count();
      assertThat(failed).isEqualTo(elements.size() - uncommitted - 1);
      first += uncommitted;
    }
    assertThat(run(fixture.settings()).finish("99"))
        .as("seed=%d", seed)
        .isEqualTo(texts.subList(first, 100));
  }

  @Test
  void shouldResumeAtFirstUncommittedElementWhenFailed() {
    RawRing ring = fixture.raw();
    ring.write("a", "b", "c", "d");
    IllegalStateException broken = new IllegalStateException("broken");
    CompletionStage<Done> stream =
        source(fixture.settings())
            .mapAsync(1, element -> element.commit().thenApply(done -> element.element()))
            .map(text -> failAtB(text, broken))
            .runWith(Sink.ignore(), fixture.materializer());
    assertThat(failure(stream)).isSameAs(broken);
    Await.asserted(() -> assertThat(ring.writer().readerState()).isEqualTo(RoleStatus.FAILED));
    assertThat(ring.writer().readerReason()).isEqualTo("java.lang.IllegalStateException: broken");
    long released = head(ring);
    assertThat(released).isIn(32L, 48L);
    List<String> rest = released == 32 ? List.of("c", "d") : List.of("d");
    assertThat(run(fixture.settings()).finish("d")).isEqualTo(rest);
  }

  private static String failAtB(String text, RuntimeException failure) {
    if (text.equals("b")) {
      throw failure;
    }
    return text;
  }

  @Test
  void shouldDeleteRingWhenLastElementIsCommitted() {
    RawRing ring = fixture.raw();
    ring.write("a", "b");
    ring.writer().complete();
    Running running = run(fixture.settings().withCommitTimeout(RingSettings.FOREVER));
    List<Committable<String>> elements = running.take(2);
    running.probe.request(1).expectComplete();
    assertThat(running.control.isShutdown().toCompletableFuture()).isNotDone();
    assertThat(result(elements.get(0).commit())).isEqualTo(Done.getInstance());
    assertThat(ring.writer().readerState()).isEqualTo(RoleStatus.ATTACHED);
    assertThat(fixture.file(fixture.name())).exists();

    assertThat(result(elements.get(1).commit())).isEqualTo(Done.getInstance());
    assertThat(result(running.control.isShutdown())).isEqualTo(Done.getInstance());
    assertThat(ring.writer().readerState()).isEqualTo(RoleStatus.COMPLETED);
    assertThat(fixture.file(fixture.name())).doesNotExist();
  }

  @Test
  void shouldAwaitCommitsWhenWriterFails() {
    RawRing ring = fixture.raw();
    ring.write("a");
    ring.writer().fail(StreamFailure.of(new IllegalStateException("broken")));
    Running running = run(fixture.settings());
    Committable<String> element = running.next();
    assertThat(running.probe.request(1).expectError()).isInstanceOf(RemoteStreamException.class);
    assertThat(running.control.isShutdown().toCompletableFuture()).isNotDone();
    assertThat(result(element.commit())).isEqualTo(Done.getInstance());
    assertThat(result(running.control.isShutdown())).isEqualTo(Done.getInstance());
  }

  @Test
  void shouldLeaveUncommittedElementsWhenCommitTimeoutExpires() {
    RawRing ring = fixture.raw();
    ring.write("a", "b", "c");
    ring.writer().complete();
    Running running = run(fixture.settings().withCommitTimeout(Duration.ofMillis(100)));
    List<Committable<String>> elements = running.take(3);
    result(elements.get(0).commit());
    CompletionStage<Done> third = elements.get(2).commit();
    running.probe.request(1).expectComplete();
    assertThat(result(running.control.isShutdown())).isEqualTo(Done.getInstance());
    assertThat(ring.writer().readerState()).isEqualTo(RoleStatus.DETACHED);
    assertThat(failure(third))
        .isInstanceOf(NotCommittedException.class)
        .hasMessageContaining("position=32")
        .hasMessageContaining("file=" + fixture.file(fixture.name()));
    assertThat(failure(elements.get(1).commit()))
        .isInstanceOf(NotCommittedException.class)
        .hasMessageContaining("position=16");
    assertThat(result(elements.get(0).commit()))
        .as("a released element stays released")
        .isNotNull();

    Running next = run(fixture.settings());
    assertThat(next.finish("c")).containsExactly("b", "c");
  }

  @Test
  void shouldLeaveRingWhenCommitTimeoutIsZero() {
    RawRing ring = fixture.raw();
    ring.write("a");
    ring.writer().complete();
    Running running = run(fixture.settings().withCommitTimeout(Duration.ZERO));
    Committable<String> element = running.next();
    running.probe.request(1).expectComplete();
    assertThat(result(running.control.isShutdown())).isEqualTo(Done.getInstance());
    assertThat(failure(element.commit())).isInstanceOf(NotCommittedException.class);
    assertThat(run(fixture.settings()).finish("a")).containsExactly("a");
  }

  @Test
  void shouldCancelWriterWhenAllElementsAreCommitted() {
    RawRing ring = fixture.raw();
    ring.write("a", "b", "c");
    Running running = run(fixture.settings().withCommitTimeout(RingSettings.FOREVER));
    List<Committable<String>> elements = running.take(2);
    running.probe.cancel();
    result(elements.get(0).commit());
    assertThat(ring.writer().readerState()).isEqualTo(RoleStatus.ATTACHED);
    result(elements.get(1).commit());
    Await.asserted(() -> assertThat(ring.writer().readerState()).isEqualTo(RoleStatus.CANCELLED));
    assertThat(result(running.control.isShutdown())).isEqualTo(Done.getInstance());
  }

  @Test
  void shouldNotAwaitCommitsWhenCancelledWithCause() {
    RawRing ring = fixture.raw();
    ring.write("a", "b");
    Running running = run(fixture.settings().withCommitTimeout(RingSettings.FOREVER));
    Committable<String> element = running.next();
    running.probe.cancel(new IllegalStateException("broken"));
    Await.asserted(() -> assertThat(ring.writer().readerState()).isEqualTo(RoleStatus.FAILED));
    assertThat(ring.writer().readerReason()).isEqualTo("java.lang.IllegalStateException: broken");
    assertThat(result(running.control.isShutdown())).isEqualTo(Done.getInstance());
    assertThat(failure(element.commit())).isInstanceOf(NotCommittedException.class);
    fixture.ringStays(fixture.name());
  }

  @Test
  void shouldLeaveRingWhenCancelledAndCommitTimeoutExpires() {
    RawRing ring = fixture.raw();
    ring.write("a", "b");
    Running running = run(fixture.settings().withCommitTimeout(Duration.ofMillis(50)));
    Committable<String> element = running.next();
    running.probe.cancel();
    assertThat(result(running.control.isShutdown())).isEqualTo(Done.getInstance());
    assertThat(failure(element.commit())).isInstanceOf(NotCommittedException.class);
    assertThat(ring.writer().readerState()).isEqualTo(RoleStatus.DETACHED);
    ring.writer().complete();
    assertThat(run(fixture.settings()).finish("b")).containsExactly("a", "b");
  }

  @Test
  void shouldAwaitCommitsAndLeaveRestWhenStopped() {
    RawRing ring = fixture.raw();
    ring.write("a", "b", "c");
    Running running = run(fixture.settings().withCommitTimeout(RingSettings.FOREVER));
    List<Committable<String>> elements = running.take(2);
    CompletionStage<Done> stopped = running.control.stop();
    running.probe.request(1).expectComplete();
    result(elements.get(0).commit());
    assertThat(stopped.toCompletableFuture()).isNotDone();
    result(elements.get(1).commit());
    assertThat(result(stopped)).isEqualTo(Done.getInstance());
    assertThat(ring.writer().readerState()).isEqualTo(RoleStatus.DETACHED);
    ring.writer().complete();
    assertThat(run(fixture.settings()).finish("c")).containsExactly("c");
  }

  @Test
  void shouldStopWhenMaxUncommittedIsReached() {
    RawRing ring = fixture.raw();
    ring.write("a", "b");
    Running running = run(fixture.settings().withMaxUncommitted(1));
    Committable<String> element = running.next();
    running.probe.request(1).expectNoMessage(MOMENT);
    CompletionStage<Done> stopped = running.control.stop();
    running.probe.expectComplete();
    result(element.commit());
    assertThat(result(stopped)).isEqualTo(Done.getInstance());
    ring.writer().complete();
    assertThat(run(fixture.settings()).finish("b")).containsExactly("b");
  }

  @Test
  void shouldCommitElementsInFlightOnDrainAndShutdown() {
    RawRing ring = fixture.raw();
    ring.write("a", "b", "c");
    Pair<RingControl, CompletionStage<Done>> running =
        source(fixture.settings())
            .mapAsync(4, Committable::commit)
            .toMat(Sink.ignore(), Keep.both())
            .run(fixture.materializer());
    Await.until(() -> ring.writer().isDrained(), () -> "not committed");
    result(running.first().drainAndShutdown(running.second(), fixture.system().dispatcher()));
    assertThat(ring.writer().readerState()).isEqualTo(RoleStatus.DETACHED);
    fixture.ringStays(fixture.name());
  }

  @Test
  void shouldFailSourceWhenWriterDetachesWithoutEnd() {
    RawRing ring = fixture.raw();
    ring.write("a", "b");
    Running running = run(fixture.settings().withPeerTimeout(Duration.ZERO));
    Committable<String> first = running.next();
    Committable<String> second = running.next();
    result(first.commit());
    ring.writer().close();
    assertThat(running.probe.request(1).expectError()).isInstanceOf(PeerTerminatedException.class);
    assertThat(failure(second.commit())).isInstanceOf(NotCommittedException.class);
    assertThat(result(running.control.isShutdown())).isEqualTo(Done.getInstance());
    RawRing next = fixture.raw();
    assertThat(next.read()).isEqualTo("b");
    fixture.ringStays(fixture.name());
  }
}
