package io.culvert.javadsl;

import static io.culvert.testing.Await.failure;
import static io.culvert.testing.Await.result;
import static org.assertj.core.api.Assertions.assertThat;

import io.culvert.Committable;
import io.culvert.RingSettings;
import io.culvert.codec.Codecs;
import io.culvert.exceptions.NotCommittedException;
import io.culvert.exceptions.PeerTerminatedException;
import io.culvert.exceptions.RemoteStreamException;
import io.culvert.fixture.RawRing;
import io.culvert.fixture.StageFixture;
import io.culvert.ring.layout.RingDescriptor;
import io.culvert.ring.layout.RoleStatus;
import io.culvert.ring.layout.StreamFailure;
import io.culvert.testing.Await;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.apache.pekko.Done;
import org.apache.pekko.japi.Pair;
import org.apache.pekko.stream.Materializer;
import org.apache.pekko.stream.javadsl.Keep;
import org.apache.pekko.stream.javadsl.Sink;
import org.apache.pekko.stream.javadsl.Source;
import org.apache.pekko.stream.testkit.TestSubscriber;
import org.apache.pekko.stream.testkit.javadsl.TestSink;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Elements that stay in the ring until they are committed. */
class CommittableTest {

  @RegisterExtension static final StageFixture fixture = StageFixture.create();

  private static final Duration MOMENT = Duration.ofMillis(50);

  @Test
  void shouldEmitElementsInOrderWithTheirPositions() {
    RawRing ring = fixture.raw();
    ring.write("a", "bbbbbbbbb", "c");
    Running running = run(fixture.settings());
    List<Committable<String>> elements = running.take(3);
    assertThat(elements).extracting(Committable::element).containsExactly("a", "bbbbbbbbb", "c");
    assertThat(elements).extracting(Committable::position).containsExactly(0L, 16L, 40L);
    assertThat(elements)
        .extracting(Committable::ringId)
        .containsOnly(ring.file().header().ringId());
    assertThat(elements.get(1)).hasToString("Committable(bbbbbbbbb, position=16)");
    running.probe.cancel();
    elements.forEach(element -> assertThat(result(element.commit())).isNotNull());
  }

  @Test
  void shouldReleaseOnCommitButNotOnDemand() {
    RawRing ring = fixture.raw();
    ring.write("a", "b");
    Running running = run(fixture.settings());
    Committable<String> first = running.next();
    Committable<String> second = running.next();
    running.probe.request(1).expectNoMessage(MOMENT);
    assertThat(head(ring)).isZero();
    assertThat(result(first.commit())).isEqualTo(Done.getInstance());
    assertThat(head(ring)).isEqualTo(16);
    assertThat(result(second.commit())).isEqualTo(Done.getInstance());
    assertThat(ring.writer().isDrained()).isTrue();
    running.probe.cancel();
  }

  @Test
  void shouldEmitNothingOnCommitWithoutDemand() {
    RawRing ring = fixture.raw();
    ring.write("a", "b");
    Running running = run(fixture.settings());
    Committable<String> first = running.next();
    assertThat(result(first.commit())).isEqualTo(Done.getInstance());
    Committable<String> second = running.next();
    assertThat(second.element()).isEqualTo("b");
    assertThat(result(second.commit())).isEqualTo(Done.getInstance());
    running.probe.cancel();
  }

  @Test
  void shouldReleaseOnlyUpToFirstUncommittedElement() {
    RawRing ring = fixture.raw();
    ring.write("a", "b", "c", "d");
    Running running = run(fixture.settings());
    List<Committable<String>> elements = running.take(4);
    CompletableFuture<Done> third = elements.get(2).commit().toCompletableFuture();
    CompletableFuture<Done> second = elements.get(1).commit().toCompletableFuture();
    running.probe.request(1).expectNoMessage(MOMENT);
    assertThat(third).isNotDone();
    assertThat(second).isNotDone();
    assertThat(head(ring)).isZero();

    assertThat(result(elements.get(0).commit())).isEqualTo(Done.getInstance());
    Await.until(second::isDone, () -> "the element before it is released");
    Await.until(third::isDone, () -> "the element before it is released");
    assertThat(head(ring)).isEqualTo(48);
    running.endAbruptly();
    assertThat(run(fixture.settings()).finish("d")).containsExactly("d");
  }

  /** A process that acts on the commit may die at once, but the element must not be repeated. */
  @Test
  void shouldCompleteCommitAfterHeadIsStored() {
    RawRing ring = fixture.raw();
    ring.write("a", "b");
    Running running = run(fixture.settings());
    List<Committable<String>> elements = running.take(2);
    CompletionStage<Long> found = elements.get(1).commit().thenApply(done -> head(ring));
    elements.get(0).commit();
    assertThat(result(found)).isEqualTo(32);
    running.probe.cancel();
  }

  @Test
  void shouldEmitAtMostMaxUncommittedElements() {
    RawRing ring = fixture.raw();
    ring.write("a", "b", "c", "d", "e");
    Running running = run(fixture.settings().withMaxUncommitted(2));
    List<Committable<String>> elements = running.take(2);
    running.probe.request(10).expectNoMessage(MOMENT);
    CompletionStage<Done> second = elements.get(1).commit();
    running.probe.expectNoMessage(MOMENT);
    elements.get(0).commit();
    assertThat(running.probe.expectNext().element()).isEqualTo("c");
    assertThat(running.probe.expectNext().element()).isEqualTo("d");
    running.probe.expectNoMessage(MOMENT);
    assertThat(result(second)).isEqualTo(Done.getInstance());
    running.endAbruptly();
    assertThat(run(fixture.settings()).finish("e")).containsExactly("c", "d", "e");
  }

  @Test
  void shouldWakeWriterOnCommitWhenRingIsFull() {
    String eighth = "-".repeat(StageFixture.EIGHTH);
    Running running = run(fixture.settings());
    RingSinkControl sink =
        Source.repeat(eighth)
            .take(20)
            .runWith(
                RingSink.withControl(fixture.name(), Codecs.utf8(), fixture.settings()),
                fixture.materializer());
    List<Committable<String>> held = running.take(7);
    running.probe.request(1).expectNoMessage(MOMENT);
    Await.asserted(() -> assertThat(sink.metrics().parkings()).isPositive());
    held.forEach(Committable::commit);
    running.probe.expectNext().commit();
    for (int i = 8; i < 20; i++) {
      running.next().commit();
    }
    running.probe.request(1).expectComplete();
    assertThat(result(sink.drained())).isEqualTo(Done.getInstance());
  }

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
  void shouldAcceptRepeatedCommits() {
    RawRing ring = fixture.raw();
    ring.write("a", "b");
    Running running = run(fixture.settings());
    Committable<String> first = running.next();
    Committable<String> second = running.next();
    assertThat(result(first.commit())).isEqualTo(Done.getInstance());
    assertThat(result(first.commit())).isEqualTo(Done.getInstance());
    assertThat(head(ring)).isEqualTo(16);
    second.commit();
    assertThat(result(second.commit())).isEqualTo(Done.getInstance());
    running.probe.cancel();
    assertThat(result(running.control.isShutdown())).isEqualTo(Done.getInstance());
    assertThat(result(second.commit())).isEqualTo(Done.getInstance());
  }

  @Test
  void shouldAcceptCommitsFromManyThreadsInAnyOrder() {
    int count = 20_000;
    CompletionStage<Done> sent =
        Source.range(1, count).map(String::valueOf).runWith(fixture.sink(), fixture.materializer());
    ExecutorService threads = Executors.newFixedThreadPool(8);
    try {
      CompletionStage<List<String>> received =
          source(fixture.settings())
              .mapAsyncUnordered(
                  16,
                  element ->
                      CompletableFuture.supplyAsync(
                          () -> {
                            element.commit();
                            return element.element();
                          },
                          threads))
              .runWith(Sink.seq(), fixture.materializer());
      assertThat(result(received))
          .hasSize(count)
          .doesNotHaveDuplicates()
          .contains("1", String.valueOf(count));
      assertThat(result(sent)).isEqualTo(Done.getInstance());
    } finally {
      threads.shutdown();
    }
  }

  @Test
  void shouldAcceptCommitFromCompletionOfAnotherCommit() {
    RawRing ring = fixture.raw();
    ring.write("a", "b", "c");
    Running running = run(fixture.settings());
    List<Committable<String>> elements = running.take(3);
    CompletionStage<Done> all =
        elements
            .get(0)
            .commit()
            .thenCompose(done -> elements.get(1).commit())
            .thenCompose(done -> elements.get(2).commit());
    assertThat(result(all)).isEqualTo(Done.getInstance());
    assertThat(ring.writer().isDrained()).isTrue();
    running.probe.cancel();
  }

  @Test
  void shouldEmitLargeElementWhenEarlierOnesAreCommitted() {
    String large = "x".repeat(3 * StageFixture.CAPACITY);
    Running running = run(fixture.settings());
    RingSinkControl sink =
        Source.from(List.of("a", "b", large, "c"))
            .runWith(
                RingSink.withControl(fixture.name(), Codecs.utf8(), fixture.settings()),
                fixture.materializer());
    List<Committable<String>> elements = running.take(2);
    running.probe.request(1).expectNoMessage(MOMENT);
    elements.get(1).commit();
    running.probe.expectNoMessage(MOMENT);
    elements.get(0).commit();
    Committable<String> third = running.probe.expectNext();
    assertThat(third.element()).isEqualTo(large);
    Committable<String> fourth = running.next();
    fourth.commit();
    third.commit();
    running.probe.request(1).expectComplete();
    assertThat(result(sink.drained())).isEqualTo(Done.getInstance());
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

  /** Each element is either released or repeated, never both and never neither. */
  @Test
  @Tag("waits")
  void shouldReleaseOrRepeatElementWhenCommitRacesWithEnd() throws Exception {
    ExecutorService thread = Executors.newSingleThreadExecutor();
    try {
      for (int round = 0; round < 100; round++) {
        String name = fixture.newName();
        RawRing ring = fixture.raw(name);
        ring.write("a", "b");
        ring.writer().complete();
        Running running = run(name, fixture.settings());
        List<Committable<String>> elements = running.take(2);
        int spins = round * 50;
        CompletableFuture<CompletionStage<Done>> commit =
            commitLater(elements.get(0), spins, thread);
        running.endAbruptly();
        CompletableFuture<Done> done = commit.get().toCompletableFuture();
        Await.until(done::isDone, () -> "neither released nor failed");
        List<String> rest = run(name, fixture.settings()).finish("b");
        assertThat(rest)
            .as("round=%d", round)
            .isEqualTo(done.isCompletedExceptionally() ? List.of("a", "b") : List.of("b"));
        ring.close();
      }
    } finally {
      thread.shutdown();
    }
  }

  @Test
  @Tag("waits")
  void shouldReleaseOrRepeatElementWhenCommitRacesWithTimeout() throws Exception {
    ExecutorService thread = Executors.newSingleThreadExecutor();
    try {
      for (int round = 0; round < 50; round++) {
        String name = fixture.newName();
        RawRing ring = fixture.raw(name);
        ring.write("a");
        ring.writer().complete();
        Running running = run(name, fixture.settings().withCommitTimeout(Duration.ofMillis(1)));
        Committable<String> element = running.next();
        int spins = round * 2_000;
        running.probe.request(1);
        CompletableFuture<CompletionStage<Done>> commit = commitLater(element, spins, thread);
        running.probe.expectComplete();
        CompletableFuture<Done> done = commit.get().toCompletableFuture();
        Await.until(done::isDone, () -> "neither released nor failed");
        result(running.control.isShutdown());
        ring.close();
        if (done.isCompletedExceptionally()) {
          assertThat(run(name, fixture.settings()).finish("a")).containsExactly("a");
        } else {
          assertThat(fixture.file(name)).as("round=%d", round).doesNotExist();
        }
      }
    } finally {
      thread.shutdown();
    }
  }

  /** Commits an element on another thread after some spins. */
  private static CompletableFuture<CompletionStage<Done>> commitLater(
      Committable<String> element, int spins, ExecutorService thread) {
    return CompletableFuture.supplyAsync(
        () -> {
          for (int i = 0; i < spins; i++) {
            Thread.onSpinWait();
          }
          return element.commit();
        },
        thread);
  }

  private static long head(RawRing ring) {
    return ring.word(RingDescriptor.readerOffset(0));
  }

  private static Source<Committable<String>, RingControl> source(RingSettings settings) {
    return RingSource.committable(fixture.name(), Codecs.utf8(), settings);
  }

  private static Running run(RingSettings settings) {
    return run(fixture.name(), settings);
  }

  private static Running run(String ring, RingSettings settings) {
    return new Running(ring, settings);
  }

  /** A source that the test controls. */
  private static final class Running {

    private final Materializer materializer = Materializer.createMaterializer(fixture.system());
    private final RingControl control;
    private final TestSubscriber.Probe<Committable<String>> probe;

    Running(String ring, RingSettings settings) {
      Pair<RingControl, TestSubscriber.Probe<Committable<String>>> running =
          RingSource.committable(ring, Codecs.utf8(), settings)
              .toMat(TestSink.<Committable<String>>create(fixture.system()), Keep.both())
              .run(materializer);
      control = running.first();
      probe = running.second();
    }

    Committable<String> next() {
      return probe.request(1).expectNext();
    }

    List<Committable<String>> take(int count) {
      List<Committable<String>> taken = new ArrayList<>();
      for (int i = 0; i < count; i++) {
        taken.add(next());
      }
      return taken;
    }

    /** Reads and commits all elements up to this text. */
    List<String> finish(String last) {
      List<String> texts = new ArrayList<>();
      while (texts.isEmpty() || !texts.get(texts.size() - 1).equals(last)) {
        Committable<String> element = next();
        texts.add(element.element());
        result(element.commit());
      }
      probe.cancel();
      result(control.isShutdown());
      return texts;
    }

    void endAbruptly() {
      materializer.shutdown();
      result(control.isShutdown());
    }
  }
}
