package docs.javadsl;

import static org.assertj.core.api.Assertions.assertThat;

import io.culvert.CommitterSettings;
import io.culvert.codec.Codecs;
import io.culvert.javadsl.Committer;
import io.culvert.javadsl.RingSink;
import io.culvert.javadsl.RingSinkControl;
import io.culvert.javadsl.RingSource;
import io.culvert.ring.ResumePoint;
import io.culvert.testkit.CulvertTestKit;
import io.culvert.testkit.junit.CulvertTest;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.apache.pekko.Done;
import org.apache.pekko.NotUsed;
import org.apache.pekko.actor.ActorSystem;
import org.apache.pekko.stream.Materializer;
import org.apache.pekko.stream.javadsl.Keep;
import org.apache.pekko.stream.javadsl.Source;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Ends both sides of a ring abruptly, and starts them again. */
@CulvertTest
class ReturnTest {

  private static final long LAST = 20;

  private ActorSystem system;
  private final List<Long> stored = new CopyOnWriteArrayList<>();

  @BeforeEach
  void start(CulvertTestKit kit) {
    system = kit.system();
  }

  @Test
  void shouldContinueAfterTheLastPublishedElement() throws Exception {
    Materializer first = Materializer.createMaterializer(system);
    Source.from(LongStream.rangeClosed(1, 8).boxed().toList())
        .concat(Source.never())
        .runWith(RingSink.resumable("orders", Codecs.int64(), number -> number), first);
    CompletionStage<Done> consumed = consume();
    awaitStored(8);
    first.shutdown();

    produce();
    consumed.toCompletableFuture().get(30, TimeUnit.SECONDS);
    assertThat(stored).containsExactlyElementsOf(LongStream.rangeClosed(1, LAST).boxed().toList());
  }

  private void produce() {
    // #resumable
    CompletableFuture<RingSinkControl> control = new CompletableFuture<>();
    Source<Long, ?> orders =
        Source.completionStageSource(
            control
                .thenCompose(RingSinkControl::resumePoint)
                .thenApply(found -> ordersAfter(lastPublished(found))));
    control.complete(
        orders.runWith(RingSink.resumable("orders", Codecs.int64(), order -> order), system));
    // #resumable
  }

  private static long lastPublished(ResumePoint found) {
    return found.token().orElse(0);
  }

  /** Returns the input of the producer, which can begin anywhere. */
  private static Source<Long, NotUsed> ordersAfter(long number) {
    return Source.from(LongStream.rangeClosed(number + 1, LAST).boxed().toList());
  }

  private CompletionStage<Done> consume() {
    // #committable
    CompletionStage<Done> consumed =
        RingSource.committable("orders", Codecs.int64())
            .mapAsync(4, order -> store(order.element()).thenApply(done -> order))
            .toMat(Committer.sink(CommitterSettings.create(system)), Keep.right())
            .run(system);
    // #committable
    return consumed;
  }

  private CompletionStage<Done> store(long order) {
    stored.add(order);
    return CompletableFuture.completedFuture(Done.getInstance());
  }

  private void awaitStored(int count) throws InterruptedException {
    long begin = System.nanoTime();
    while (stored.size() < count) {
      assertThat(System.nanoTime() - begin).isLessThan(TimeUnit.SECONDS.toNanos(30));
      Thread.onSpinWait();
    }
  }
}
