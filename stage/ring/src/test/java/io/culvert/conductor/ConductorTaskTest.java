package io.culvert.conductor;

import static org.assertj.core.api.Assertions.assertThat;

import io.culvert.peer.LocalWaitPoints;
import io.culvert.peer.PeerContext;
import io.culvert.peer.TestSide;
import io.culvert.peer.lock.Role;
import io.culvert.ring.file.RingDirectory;
import io.culvert.testing.Await;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.Pipe;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The tasks of a conductor: when it polls and checks them, and when it sleeps. */
class ConductorTaskTest extends ConductorFixture {

  @TempDir Path temporary;

  @Test
  void shouldSleepBetweenHeartbeatsWhenNoTaskNeedsPolling() {
    CountingTask task = new CountingTask();
    conductor.execute(() -> conductor.add(task));
    task.awaitHeartbeats(1);
    int polls = task.polls.get();

    task.awaitHeartbeats(5);

    assertThat(task.polls.get() - polls).isLessThan(20);
  }

  @Test
  void shouldPauseBetweenPollsWhenATaskNeedsPolling() {
    CountingTask task = new CountingTask();
    task.polling = true;
    conductor.execute(() -> conductor.add(task));
    task.awaitHeartbeats(1);
    int polls = task.polls.get();

    task.awaitHeartbeats(2);

    assertThat(task.polls.get() - polls).as("polls in two heartbeats").isLessThan(1_000);
    Await.until(
        () -> task.polls.get() > 2 * task.heartbeats.get() + 10,
        () -> "no polls between heartbeats: polls=" + task.polls);
  }

  @Test
  void shouldPollWithoutPauseWhenATaskSpins() throws IOException {
    CountingTask task = new CountingTask();
    task.polling = true;
    task.spinning = true;
    conductor.execute(() -> conductor.add(task));
    Pipe pipe = Pipe.open();
    AtomicBoolean ready = closeWhenReady(pipe);

    task.awaitPollsWithoutPause();

    pipe.sink().write(ByteBuffer.allocate(1));
    Await.until(ready::get, () -> "the channel is not served");
    pipe.sink().close();
  }

  @Test
  void shouldPollAgainAtOnceWhenPollHasWorked() {
    CountingTask task = new CountingTask();
    task.worked = true;
    conductor.execute(() -> conductor.add(task));
    task.awaitPollsWithoutPause();
  }

  @Test
  void shouldNotRunTaskWhenRemoved() {
    CountingTask task = new CountingTask();
    conductor.execute(() -> conductor.add(task));
    task.awaitHeartbeats(1);
    conductor.execute(() -> conductor.remove(task));
    awaitRun();
    int polls = task.polls.get();
    awaitRun();
    assertThat(task.polls).hasValue(polls);
  }

  @Test
  void shouldCheckTasksOnlyOnceInTheSafetyTime() {
    long safety = TimeUnit.MILLISECONDS.toNanos(50);
    CountingTask task = new CountingTask();
    try (Conductor checking = new Conductor("checking", Thread::new, errors::add, safety)) {
      long begin = System.nanoTime();
      checking.execute(() -> checking.add(task));
      task.worked = true; // turn follows turn
      Await.until(() -> task.checks.get() >= 3, () -> "checks=" + task.checks);
      assertThat(System.nanoTime() - begin).isGreaterThanOrEqualTo(2 * safety);
    }
  }

  /** The peer cannot signal this reader, so the conductor polls for it, and every poll throws. */
  @Test
  void shouldReportErrorAndContinueWhenPollThrows() {
    AssertionError thrown = new AssertionError("thrown by a poll");
    RingDirectory directory = RingDirectory.local(temporary.resolve("rings"));
    Conductor polling = new Conductor("polling", Thread::new, errors::add, Long.MAX_VALUE);
    PeerContext context = new PeerContext(polling, Runnable::run, new LocalWaitPoints());
    try (polling;
        TestSide side =
            TestSide.attach(context, directory, "ring", Role.READER, TestSide.ADAPTIVE)) {
      side.readyWhen(() -> throwAny(thrown));
      side.link().waitPoint().arm(Long.MIN_VALUE);
      Await.until(() -> !errors.isEmpty(), () -> "the conductor does not poll");
      assertThat(TestSide.on(polling, () -> "still runs")).isEqualTo("still runs");
      side.link().waitPoint().disarm();
    }
    assertThat(errors).containsOnly(thrown);
  }

  /** Both readers can be signalled, so only the safety poll polls for them. */
  @Test
  void shouldPollOtherLinksWhenSafetyPollThrows() throws InterruptedException {
    AssertionError thrown = new AssertionError("thrown by a safety poll");
    RingDirectory directory = RingDirectory.local(temporary.resolve("rings"));
    long safety = TimeUnit.MILLISECONDS.toNanos(20);
    Conductor polling = new Conductor("polling", Thread::new, errors::add, safety);
    PeerContext context = new PeerContext(polling, Runnable::run, new LocalWaitPoints());
    try (polling;
        TestSide thrower =
            TestSide.attach(context, directory, "one", Role.READER, TestSide.ADAPTIVE);
        TestSide itsWriter =
            TestSide.attach(context, directory, "one", Role.WRITER, TestSide.ADAPTIVE);
        TestSide other =
            TestSide.attach(context, directory, "other", Role.READER, TestSide.ADAPTIVE);
        TestSide otherWriter =
            TestSide.attach(context, directory, "other", Role.WRITER, TestSide.ADAPTIVE)) {
      assertThat(itsWriter.link().isReachable()).isTrue();
      assertThat(otherWriter.link().isReachable()).isTrue();
      thrower.readyWhen(() -> throwAny(thrown));
      thrower.link().waitPoint().arm(Long.MIN_VALUE);
      Await.until(() -> !errors.isEmpty(), () -> "the conductor does not poll");
      other.readyWhen(() -> true);
      other.link().waitPoint().arm(Long.MIN_VALUE);
      assertThat(other.isWoken(Await.PATIENCE)).isTrue();
      thrower.link().waitPoint().disarm();
    }
    assertThat(errors).containsOnly(thrown);
  }

  /** Counts what the conductor asks of it. */
  private static final class CountingTask implements ConductorTask {

    final AtomicInteger polls = new AtomicInteger();
    final AtomicInteger heartbeats = new AtomicInteger();
    final AtomicInteger checks = new AtomicInteger();
    volatile boolean worked;
    volatile boolean polling;
    volatile boolean spinning;

    @Override
    public boolean poll(long nowNanos) {
      polls.incrementAndGet();
      return worked;
    }

    @Override
    public boolean needsPolling(long nowNanos) {
      return polling;
    }

    @Override
    public boolean isSpinning(long nowNanos) {
      return spinning;
    }

    @Override
    public void onHeartbeat(long nowNanos) {
      heartbeats.incrementAndGet();
    }

    @Override
    public void check() {
      checks.incrementAndGet();
    }

    void awaitHeartbeats(int count) {
      int end = heartbeats.get() + count;
      Await.until(() -> heartbeats.get() >= end, () -> "heartbeats=" + heartbeats);
    }

    /** Waits for more polls than there could be in the time limit with a pause after each. */
    void awaitPollsWithoutPause() {
      int end = polls.get() + (int) Await.PATIENCE.toMillis();
      Await.until(() -> polls.get() > end, () -> "polls=" + polls + ", wanted=" + end);
    }
  }
}
