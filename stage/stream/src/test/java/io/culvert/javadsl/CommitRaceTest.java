package io.culvert.javadsl;

import static io.culvert.testing.Await.result;
import static org.assertj.core.api.Assertions.assertThat;

import io.culvert.Committable;
import io.culvert.fixture.RawRing;
import io.culvert.testing.Await;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.apache.pekko.Done;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A commit that races with the end of its source. */
class CommitRaceTest extends CommittableFixture {

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
}
