package io.culvert.javadsl;

import static io.culvert.testing.Await.failure;
import static io.culvert.testing.Await.result;
import static org.assertj.core.api.Assertions.assertThat;

import io.culvert.Committable;
import io.culvert.CommitterSettings;
import io.culvert.RingSettings;
import io.culvert.codec.Codecs;
import io.culvert.exceptions.NotCommittedException;
import io.culvert.fixture.RawRing;
import io.culvert.fixture.StageFixture;
import io.culvert.testing.Await;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.pekko.Done;
import org.apache.pekko.japi.Pair;
import org.apache.pekko.stream.Materializer;
import org.apache.pekko.stream.javadsl.Keep;
import org.apache.pekko.stream.javadsl.Sink;
import org.apache.pekko.stream.javadsl.Source;
import org.apache.pekko.stream.testkit.TestPublisher;
import org.apache.pekko.stream.testkit.TestSubscriber;
import org.apache.pekko.stream.testkit.javadsl.TestSink;
import org.apache.pekko.stream.testkit.javadsl.TestSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Commits in batches. */
class CommitterTest {

  @RegisterExtension static final StageFixture fixture = StageFixture.create();

  private static final Duration MOMENT = Duration.ofMillis(50);
  private static final Duration LONG = Duration.ofHours(1);

  @Test
  void shouldCommitBatchWhenFull() {
    Batches batches = run(settings().withMaxBatch(3).withMaxInterval(LONG));
    List<Element> elements = batches.send(5);
    Await.until(() -> committed(elements) == 3, () -> "not committed");
    batches.downstream.expectNoMessage(MOMENT);
    assertThat(committed(elements)).as("the next batch is not full").isEqualTo(3);
    release(elements.subList(0, 3));
    batches.downstream.expectNext(Done.getInstance()).expectNoMessage(MOMENT);
    elements.addAll(batches.send(1));
    Await.until(() -> committed(elements) == 6, () -> "not committed");
    release(elements.subList(3, 6));
    batches.downstream.expectNext(Done.getInstance());
    batches.upstream.sendComplete();
    batches.downstream.expectComplete();
  }

  @Test
  void shouldCommitBatchWhenIntervalElapses() {
    Batches batches = run(settings().withMaxBatch(1_000).withMaxInterval(MOMENT));
    // Two elements could form two batches, because the second one may arrive after the
    // interval.
    List<Element> elements = batches.send(1);
    Await.until(() -> committed(elements) == 1, () -> "not committed");
    release(elements);
    batches.downstream.expectNext(Done.getInstance());
    batches.upstream.sendComplete();
    batches.downstream.expectComplete();
  }

  @Test
  void shouldCommitAndAwaitRestWhenUpstreamCompletes() {
    Batches batches = run(settings().withMaxBatch(1_000).withMaxInterval(LONG));
    List<Element> elements = batches.send(2);
    batches.upstream.sendComplete();
    Await.until(() -> committed(elements) == 2, () -> "not committed");
    release(elements.subList(0, 1));
    batches.downstream.expectNoMessage(MOMENT);
    release(elements.subList(1, 2));
    batches.downstream.expectNext(Done.getInstance()).expectComplete();
  }

  @Test
  void shouldCommitNothingWhenUpstreamFails() {
    Batches batches = run(settings().withMaxBatch(1_000).withMaxInterval(LONG));
    List<Element> elements = batches.send(2);
    IllegalStateException broken = new IllegalStateException("broken");
    batches.upstream.sendError(broken);
    assertThat(batches.downstream.expectError()).isSameAs(broken);
    assertThat(committed(elements)).isZero();
  }

  @Test
  void shouldFailStreamWhenCommitFails() {
    Batches batches = run(settings().withMaxBatch(2).withMaxInterval(LONG));
    List<Element> elements = batches.send(2);
    NotCommittedException ended = new NotCommittedException(8, "ring");
    elements.get(1).released.completeExceptionally(ended);
    release(elements.subList(0, 1));
    assertThat(batches.downstream.expectError()).isSameAs(ended);
    batches.upstream.expectCancellation();
  }

  @Test
  void shouldCommitLaterBatchesWhenEarlierOnesArePending() {
    Batches batches = run(settings().withMaxBatch(1).withMaxInterval(LONG));
    List<Element> elements = batches.send(5_000);
    Await.until(() -> committed(elements) == 5_000, () -> "committed=" + committed(elements));
    Collections.reverse(elements);
    release(elements);
    batches.downstream.expectNextN(5_000);
    batches.upstream.sendComplete();
    batches.downstream.expectComplete();
  }

  @Test
  void shouldReleaseEverythingBeforeSinkCompletes() {
    RawRing ring = fixture.raw();
    for (int i = 0; i < 500; i++) {
      ring.write(String.valueOf(i));
    }
    ring.writer().complete();
    Pair<RingControl, CompletionStage<Done>> running =
        committable(fixture.settings())
            .toMat(Committer.sink(settings()), Keep.both())
            .run(fixture.materializer());
    assertThat(result(running.second())).isEqualTo(Done.getInstance());
    assertThat(ring.writer().isDrained()).isTrue();
    assertThat(result(running.first().isShutdown())).isEqualTo(Done.getInstance());
  }

  /** The settings contradict each other: a batch never fills, so only the interval commits it. */
  @Test
  void shouldCommitOnIntervalWhenBatchExceedsWindow() {
    CompletionStage<Done> sent =
        Source.range(1, 40).map(String::valueOf).runWith(fixture.sink(), fixture.materializer());
    assertThat(
            result(
                committable(fixture.settings().withMaxUncommitted(10))
                    .runWith(
                        Committer.sink(
                            settings().withMaxBatch(100).withMaxInterval(Duration.ofMillis(10))),
                        fixture.materializer())))
        .isEqualTo(Done.getInstance());
    assertThat(result(sent)).isEqualTo(Done.getInstance());
  }

  @Test
  void shouldNotDeadlockWhenElementsAreShuffled() {
    int count = 20_000;
    long seed = new Random().nextLong();
    Random random = new Random(seed);
    CompletionStage<Done> sent =
        Source.range(1, count).map(String::valueOf).runWith(fixture.sink(), fixture.materializer());
    AtomicInteger passed = new AtomicInteger();
    CompletionStage<Done> done =
        committable(fixture.settings().withMaxUncommitted(200))
            .grouped(150)
            .mapConcat(
                group -> {
                  List<Committable<String>> shuffled = new ArrayList<>(group);
                  Collections.shuffle(shuffled, random);
                  passed.addAndGet(shuffled.size());
                  return shuffled;
                })
            .runWith(
                Committer.sink(settings().withMaxBatch(2).withMaxInterval(Duration.ofMillis(5))),
                fixture.materializer());
    assertThat(result(done)).as("seed=%d", seed).isEqualTo(Done.getInstance());
    assertThat(passed).hasValue(count);
    assertThat(result(sent)).isEqualTo(Done.getInstance());
  }

  @Test
  void shouldNotDeadlockWhenElementsOvertakeEachOther() {
    int count = 5_000;
    CompletionStage<Done> sent =
        Source.range(1, count).map(String::valueOf).runWith(fixture.sink(), fixture.materializer());
    CompletionStage<Done> done =
        committable(fixture.settings().withMaxUncommitted(64))
            .mapAsyncUnordered(
                64,
                element ->
                    CompletableFuture.supplyAsync(
                        () -> element,
                        CompletableFuture.delayedExecutor(
                            element.position() % 1_000, TimeUnit.MICROSECONDS)))
            .runWith(Committer.sink(settings().withMaxBatch(1)), fixture.materializer());
    assertThat(result(done)).isEqualTo(Done.getInstance());
    assertThat(result(sent)).isEqualTo(Done.getInstance());
  }

  @Test
  void shouldCommitElementsInFlightWhenSourceIsStopped() {
    RawRing ring = fixture.raw();
    ring.write("a", "b", "c");
    Pair<RingControl, CompletionStage<Done>> running =
        committable(fixture.settings().withCommitTimeout(RingSettings.FOREVER))
            .toMat(
                Committer.sink(settings().withMaxBatch(1_000).withMaxInterval(LONG)), Keep.both())
            .run(fixture.materializer());
    Await.until(() -> running.first().metrics().elements() == 3, () -> "not all are read");
    assertThat(
            result(
                running.first().drainAndShutdown(running.second(), fixture.system().dispatcher())))
        .isEqualTo(Done.getInstance());
    assertThat(ring.writer().isDrained()).isTrue();
    fixture.ringStays(fixture.name());
  }

  /** The shared committer fails, although the stream of the source itself has completed. */
  @Test
  void shouldFailCommitsWhenSourceDoesNotAwaitThem() {
    RawRing ring = fixture.raw();
    ring.write("a", "b");
    ring.writer().complete();
    CompletableFuture<Committable<String>> ended = new CompletableFuture<>();
    Pair<RingControl, CompletionStage<Done>> running =
        committable(fixture.settings().withCommitTimeout(Duration.ZERO))
            .concat(Source.completionStage(ended))
            .toMat(Committer.sink(settings().withMaxBatch(3).withMaxInterval(LONG)), Keep.both())
            .run(fixture.materializer());
    assertThat(result(running.first().isShutdown())).isEqualTo(Done.getInstance());
    Element last = new Element();
    release(List.of(last));
    ended.complete(last); // fills the batch with the elements that the source emitted
    assertThat(failure(running.second())).isInstanceOf(NotCommittedException.class);
    assertThat(result(fixture.source().runWith(Sink.seq(), fixture.materializer())))
        .containsExactly("a", "b");
  }

  /** Allocating room for all pending batches in advance would take megabytes for each stream. */
  @Test
  void shouldAllocateNoBatchMemoryWhenIdle() {
    int streams = 50;
    Materializer materializer = Materializer.createMaterializer(fixture.system());
    long before = usedMemory();
    for (int i = 0; i < streams; i++) {
      Source.<Element>maybe().runWith(Committer.sink(settings()), materializer);
    }
    Await.asserted(() -> assertThat(usedMemory() - before).isLessThan(streams * (long) (1 << 20)));
    materializer.shutdown();
  }

  private static long usedMemory() {
    System.gc();
    Runtime runtime = Runtime.getRuntime();
    return runtime.totalMemory() - runtime.freeMemory();
  }

  private static CommitterSettings settings() {
    return CommitterSettings.create(fixture.system());
  }

  private static Source<Committable<String>, RingControl> committable(RingSettings settings) {
    return RingSource.committable(fixture.name(), Codecs.utf8(), settings);
  }

  private static int committed(List<Element> elements) {
    return (int) elements.stream().filter(element -> element.committed).count();
  }

  private static void release(List<Element> elements) {
    elements.forEach(element -> element.released.complete(Done.getInstance()));
  }

  private static Batches run(CommitterSettings settings) {
    return new Batches(settings);
  }

  /** A flow that the test controls. */
  private static final class Batches {

    private final TestPublisher.Probe<Element> upstream;
    private final TestSubscriber.Probe<Done> downstream;

    Batches(CommitterSettings settings) {
      Pair<TestPublisher.Probe<Element>, TestSubscriber.Probe<Done>> probes =
          TestSource.<Element>create(fixture.system())
              .via(Committer.flow(settings))
              .toMat(TestSink.<Done>create(fixture.system()), Keep.both())
              .run(fixture.materializer());
      upstream = probes.first();
      downstream = probes.second();
      downstream.request(Integer.MAX_VALUE);
    }

    List<Element> send(int count) {
      List<Element> sent = new ArrayList<>();
      for (int i = 0; i < count; i++) {
        sent.add(new Element());
        upstream.sendNext(sent.get(i));
      }
      return sent;
    }
  }

  /** An element that is released when the test says so. */
  private static final class Element implements Committable<String> {

    private final CompletableFuture<Done> released = new CompletableFuture<>();
    private volatile boolean committed;

    @Override
    public String element() {
      return "element";
    }

    @Override
    public long position() {
      return 0;
    }

    @Override
    public UUID ringId() {
      return new UUID(0, 0);
    }

    @Override
    public CompletionStage<Done> commit() {
      committed = true;
      return released;
    }
  }
}
