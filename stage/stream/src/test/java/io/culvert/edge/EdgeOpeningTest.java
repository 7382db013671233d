package io.culvert.edge;

import static io.culvert.testing.Await.failure;
import static io.culvert.testing.Await.result;
import static org.assertj.core.api.Assertions.assertThat;

import io.culvert.fixture.StageFixture;
import io.culvert.testing.Await;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.pekko.Done;
import org.apache.pekko.actor.ActorSystem;
import org.apache.pekko.japi.Pair;
import org.apache.pekko.stream.Materializer;
import org.apache.pekko.stream.javadsl.Flow;
import org.apache.pekko.stream.javadsl.Keep;
import org.apache.pekko.stream.javadsl.Sink;
import org.apache.pekko.stream.javadsl.Source;
import org.apache.pekko.stream.testkit.javadsl.StreamTestKit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** An edge that opens late, and what happens to queues that have opened. */
class EdgeOpeningTest {

  @RegisterExtension static final StageFixture fixture = StageFixture.create();

  private static final int CAPACITY = 4;
  private static final List<Integer> NUMBERS = List.of(1, 2, 3, 4, 5, 6, 7);

  private final SlowQueues before = new SlowQueues();
  private final SlowQueues after = new SlowQueues();

  /** Opens when the test says so. */
  private static final class SlowQueues implements EdgeQueues<Integer> {

    private final CompletableFuture<EdgeQueue<Integer>> opening = new CompletableFuture<>();
    private final CountingQueue queue = new CountingQueue();
    private volatile boolean requested;

    @Override
    public CompletableFuture<EdgeQueue<Integer>> open(ActorSystem system) {
      requested = true;
      return opening;
    }

    void open() {
      opening.complete(queue);
    }
  }

  /** Counts how often each of its sides is closed. */
  private static final class CountingQueue implements EdgeQueue<Integer> {

    private final EdgeQueue<Integer> delegate = new HeapEdgeQueue<>(CAPACITY);
    private final AtomicInteger writerCloses = new AtomicInteger();
    private final AtomicInteger readerCloses = new AtomicInteger();

    @Override
    public boolean offer(Integer element) {
      return delegate.offer(element);
    }

    @Override
    public boolean hasRoom() {
      return delegate.hasRoom();
    }

    @Override
    public Integer poll() {
      return delegate.poll();
    }

    @Override
    public boolean isEmpty() {
      return delegate.isEmpty();
    }

    @Override
    public boolean isWakingWorthwhile() {
      return delegate.isWakingWorthwhile();
    }

    @Override
    public void closeWriter() {
      writerCloses.incrementAndGet();
    }

    @Override
    public void closeReader() {
      readerCloses.incrementAndGet();
    }
  }

  private <D> Pair<CompletionStage<Done>, D> run(
      Source<Integer, ?> upstream, Sink<Integer, D> downstream, Materializer materializer) {
    return upstream
        .watchTermination((unused, ended) -> ended)
        .via(new EdgeGraphs(0).flow(Flow.<Integer>create(), before, after))
        .toMat(downstream, Keep.both())
        .run(materializer);
  }

  private void assertClosedOnce() {
    assertThat(before.requested && after.requested).isTrue();
    assertClosedIfOpened();
  }

  /** A sink that has ended before it starts opens nothing. */
  private void assertClosedIfOpened() {
    for (SlowQueues queues : List.of(before, after)) {
      int closes = queues.requested ? 1 : 0;
      Await.asserted(
          () -> {
            assertThat(queues.queue.writerCloses).hasValue(closes);
            assertThat(queues.queue.readerCloses).hasValue(closes);
          });
    }
  }

  @Test
  void shouldDeliverElementsAfterOpeningThenCloseBothSides() {
    var running = run(Source.from(NUMBERS), Sink.seq(), fixture.materializer());
    after.open();
    assertThat(running.second().toCompletableFuture()).isNotDone();
    before.open();
    assertThat(result(running.second())).isEqualTo(NUMBERS);
    assertClosedOnce();
  }

  @Test
  void shouldAwaitOpeningWhenStreamIsEmpty() {
    var running = run(Source.empty(), Sink.seq(), fixture.materializer());
    before.open();
    after.open();
    assertThat(result(running.second())).isEmpty();
    assertClosedOnce();
  }

  @Test
  void shouldAwaitOpeningWhenUpstreamFails() {
    RuntimeException broken = new IllegalStateException("broken");
    var running = run(Source.failed(broken), Sink.seq(), fixture.materializer());
    before.open();
    after.open();
    assertThat(failure(running.second())).isSameAs(broken);
    assertClosedOnce();
  }

  @Test
  void shouldNotAwaitOpeningWhenDownstreamCancels() {
    var running = run(Source.maybe(), Sink.cancelled(), fixture.materializer());
    assertThat(result(running.first())).isEqualTo(Done.getInstance());
    StreamTestKit.assertAllStagesStopped(fixture.materializer());
    before.open();
    after.open();
    assertClosedIfOpened();
  }

  @Test
  void shouldCloseQueuesWhenOpenedAfterAbruptTermination() {
    Materializer ending = Materializer.createMaterializer(fixture.system());
    var running = run(Source.maybe(), Sink.seq(), ending);
    ending.shutdown();
    failure(running.first());
    failure(running.second());
    before.open();
    after.open();
    assertClosedIfOpened();
  }

  @Test
  void shouldFailBothSidesWhenOpeningFails() {
    RuntimeException broken = new IllegalStateException("broken");
    var running = run(Source.maybe(), Sink.seq(), fixture.materializer());
    after.open();
    before.opening.completeExceptionally(broken);
    assertThat(failure(running.first())).isSameAs(broken);
    assertThat(failure(running.second())).isSameAs(broken);
  }
}
