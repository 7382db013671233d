package io.culvert.javadsl;

import static io.culvert.testing.Await.result;
import static org.assertj.core.api.Assertions.assertThat;

import io.culvert.Committable;
import io.culvert.codec.Codecs;
import io.culvert.fixture.RawRing;
import io.culvert.fixture.StageFixture;
import io.culvert.testing.Await;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.apache.pekko.Done;
import org.apache.pekko.stream.javadsl.Sink;
import org.apache.pekko.stream.javadsl.Source;
import org.junit.jupiter.api.Test;

/** Elements that stay in the ring until they are committed. */
class CommittableTest extends CommittableFixture {

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
}
