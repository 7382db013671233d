package io.culvert.peer;

import static io.culvert.testing.Await.result;
import static org.assertj.core.api.Assertions.assertThat;

import io.culvert.peer.lock.Role;
import io.culvert.peer.lock.RoleLocks;
import io.culvert.ring.RingReader;
import io.culvert.ring.RingWriter;
import io.culvert.testing.Await;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An attachment that is closed, at any step, gives back everything that it has taken. */
class RoleAttachmentCloseTest extends RoleAttachmentFixture {

  @Test
  void shouldIgnoreSecondClose() {
    RoleAttachment<RingReader> attachment = startReader();
    result(attached);
    close(attachment);
    close(attachment);
  }

  /** Closed before the first, second and third step on the executor. */
  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2})
  void shouldReleaseEverythingWhenClosedBeforeAnyStep(int steps) {
    StepByStep executor = new StepByStep();
    RoleAttachment<RingReader> attachment = reader(executor, RingReader::attachWatched);
    start(attachment);
    for (int step = 0; step < steps; step++) {
      executor.runNext();
    }
    attachment.close();
    executor.runRest(attachment);
    assertThat(failures).isEmpty();
  }

  /** Runs each task when the test says so. */
  private static final class StepByStep implements Executor {

    private final Queue<Runnable> tasks = new ArrayDeque<>();

    @Override
    public synchronized void execute(Runnable task) {
      tasks.add(task);
    }

    private synchronized Runnable next() {
      return tasks.poll();
    }

    void runNext() {
      Runnable[] task = new Runnable[1];
      Await.until(() -> (task[0] = next()) != null, () -> "no task is submitted");
      task[0].run();
    }

    void runRest(RoleAttachment<?> attachment) {
      Await.until(
          () -> {
            Runnable task = next();
            if (task != null) {
              task.run();
            }
            return attachment.ended().toCompletableFuture().isDone();
          },
          () -> "not released");
    }
  }

  @Test
  void shouldNotAttachWhenClosedDuringDirectoryCheck() {
    RoleAttachment<?>[] attachment = new RoleAttachment<?>[1];
    attachment[0] =
        attachment(
            threads,
            Role.READER,
            () -> {
              attachment[0].close();
              return directory;
            },
            RingReader::attachWatched);
    start(attachment[0]);
    result(attachment[0].ended());
    assertThat(attached).isNotDone();
  }

  @Test
  void shouldReleaseEverythingWhenClosedWhileAttaching() {
    RoleAttachment<?>[] attachment = new RoleAttachment<?>[1];
    attachment[0] =
        reader(
            threads,
            ring -> {
              attachment[0].close();
              return RingReader.attach(ring);
            });
    start(attachment[0]);
    result(attachment[0].ended());
    assertThat(attached).isNotDone();
    assertThat(failures).isEmpty();
  }

  @Test
  void shouldNotAttachWhenClosedWhileWaitingForRole() throws IOException {
    RoleLocks.Attempt other = RoleLocks.tryAcquire(directory, RING, Role.READER);
    RoleAttachment<RingReader> attachment = startReader();
    close(attachment);
    RoleLocks.unlock(other.lock());
    assertThat(attached).isNotDone();
    assertThat(failures).isEmpty();
  }

  @Test
  void shouldReleaseEverythingWhenClosedAwaitingDrain() {
    endedStream().close();
    AtomicInteger attempts = new AtomicInteger();
    RoleAttachment<RingWriter> attachment = countingWriter(attempts);
    start(attachment);
    awaitTwo(attempts);
    close(attachment);
    assertThat(attached).isNotDone();
  }

  /** A conductor that has ended runs no later steps, so everything must be released now. */
  @Test
  void shouldReleaseEverythingWhenConductorEndsWhileOpening() {
    endedStream().close();
    CompletableFuture<Void> opening = new CompletableFuture<>();
    CompletableFuture<Void> conductorEnded = new CompletableFuture<>();
    RoleAttachment<RingWriter> attachment =
        writer(
            file -> {
              opening.complete(null);
              conductorEnded.join();
              return RingWriter.attach(file);
            });
    start(attachment);
    result(opening);
    attachment.close();
    conductor.close();
    Await.until(() -> !isConducting(), () -> "the conductor still runs");
    conductorEnded.complete(null);
    result(attachment.ended());
  }

  private static boolean isConducting() {
    return Thread.getAllStackTraces().keySet().stream()
        .anyMatch(thread -> thread.getName().equals("culvert-conductor-" + CONDUCTOR));
  }

  @Test
  void shouldReleaseEverythingWhenConductorHasEnded() {
    RoleAttachment<RingReader> attachment = startReader();
    result(attached);
    conductor.close();
    close(attachment);
  }

  @Test
  void shouldLeaveNothingWhenClosedAtAnyMoment() {
    for (int round = 0; round < 200; round++) {
      RoleAttachment<RingReader> attachment = startReader();
      for (int delay = 0; delay < round * 500; delay++) {
        Thread.onSpinWait();
      }
      close(attachment);
    }
    assertThat(failures).isEmpty();
  }

  @Test
  void shouldNotReportFailureWhenClosed() {
    RoleAttachment<?>[] attachment = new RoleAttachment<?>[1];
    attachment[0] =
        reader(
            threads,
            ring -> {
              attachment[0].close();
              return throwAny(new IllegalStateException());
            });
    start(attachment[0]);
    result(attachment[0].ended());
    AtomicBoolean ran = new AtomicBoolean();
    conductor.execute(() -> ran.set(true));
    Await.until(ran::get, () -> "the conductor runs nothing");
    assertThat(failures).isEmpty();
  }

  @Test
  void shouldReleaseRoleAfterSideIsClosed() {
    List<Boolean> free = new CopyOnWriteArrayList<>();
    RoleAttachment<AutoCloseable> attachment =
        attachment(
            threads,
            Role.READER,
            () -> directory,
            ring -> () -> free.add(RoleLocks.isFree(directory, RING, Role.READER)));
    start(attachment);
    result(attached);
    close(attachment);
    assertThat(free).containsExactly(false);
  }

  @Test
  void shouldKeepRingWhenReaderIsNotDone() {
    RoleAttachment<RingReader> attachment = startReader();
    result(attached);
    close(attachment);
    assertThat(directory.ring(RING)).exists();
  }

  @Test
  void shouldDeleteRingWhenReaderIsDone() {
    RoleAttachment<RingReader> attachment = startReader();
    ((RingReader) result(attached)).cancel();
    close(attachment);
    assertThat(directory.ring(RING)).doesNotExist();
  }
}
