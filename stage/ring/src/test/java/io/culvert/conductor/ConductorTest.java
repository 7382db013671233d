package io.culvert.conductor;

import static org.assertj.core.api.Assertions.assertThat;

import io.culvert.peer.LocalWaitPoints;
import io.culvert.peer.PeerContext;
import io.culvert.peer.TestSide;
import io.culvert.peer.lock.Role;
import io.culvert.ring.file.RingDirectory;
import io.culvert.testing.Await;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.Pipe;
import java.nio.channels.SelectionKey;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The single thread that runs commands, timers and channels. */
class ConductorTest {

  @TempDir Path temporary;

  private final List<Throwable> errors = new CopyOnWriteArrayList<>();
  private final Conductor conductor = new Conductor("test", Thread::new, errors::add);

  @AfterEach
  void close() {
    conductor.close();
  }

  @Test
  void shouldRunCommandsInOrderOnOneThread() {
    List<Integer> ran = new ArrayList<>();
    List<Thread> threads = new CopyOnWriteArrayList<>();
    for (int i = 0; i < 1_000; i++) {
      int number = i;
      conductor.execute(
          () -> {
            ran.add(number);
            threads.add(Thread.currentThread());
          });
    }
    Await.until(() -> threads.size() == 1_000, () -> "not all commands run: " + threads.size());
    assertThat(ran).isSorted().hasSize(1_000);
    assertThat(threads).containsOnly(threads.get(0)).doesNotContain(Thread.currentThread());
    assertThat(threads.get(0).getName()).isEqualTo("culvert-conductor-test");
    assertThat(threads.get(0).isDaemon()).isTrue();
  }

  @Test
  void shouldReportErrorAndContinueWhenCommandThrows() {
    List<Throwable> thrown =
        List.of(new IllegalStateException(), new InternalError(), new AssertionError());
    conductor.execute(() -> throwAny(thrown.get(0)));
    conductor.execute(() -> throwAny(thrown.get(1)));
    conductor.execute(() -> throwAny(thrown.get(2)));
    awaitRun();
    assertThat(errors).isEqualTo(thrown);
  }

  @Test
  void shouldNotRunTimerBeforeItsTime() {
    AtomicReference<Long> ran = new AtomicReference<>();
    long delay = TimeUnit.MILLISECONDS.toNanos(30);
    long begin = System.nanoTime();
    conductor.execute(() -> conductor.schedule(delay, () -> ran.set(System.nanoTime())));
    Await.until(() -> ran.get() != null, () -> "the timer does not run");
    assertThat(ran.get() - begin).isGreaterThanOrEqualTo(delay);
  }

  @Test
  void shouldRunTimerWhenDelayIsBelowOneMillisecond() {
    for (int round = 0; round < 50; round++) {
      AtomicBoolean ran = new AtomicBoolean();
      conductor.execute(
          () -> conductor.schedule(TimeUnit.MICROSECONDS.toNanos(900), () -> ran.set(true)));
      Await.until(ran::get, () -> "the timer does not run");
    }
  }

  @Test
  void shouldRunTimersInOrderOfTheirTimes() {
    List<String> ran = new CopyOnWriteArrayList<>();
    conductor.execute(
        () -> {
          conductor.schedule(TimeUnit.MILLISECONDS.toNanos(40), () -> ran.add("second"));
          conductor.schedule(TimeUnit.MILLISECONDS.toNanos(10), () -> ran.add("first"));
        });
    Await.until(() -> ran.size() == 2, () -> "the timers do not run: " + ran);
    assertThat(ran).containsExactly("first", "second");
  }

  @Test
  void shouldRunCommandOnCallersThreadWhenClosed() {
    AtomicReference<Thread> thread = new AtomicReference<>();
    conductor.execute(() -> thread.set(Thread.currentThread()));
    Await.until(() -> thread.get() != null, () -> "no command runs");
    Thread conducting = thread.get();
    conductor.close();
    Await.until(() -> !conducting.isAlive(), () -> "the thread does not end");
    conductor.execute(() -> thread.set(Thread.currentThread()));
    assertThat(thread.get()).isSameAs(Thread.currentThread());
  }

  @Test
  void shouldLoseNoCommandWhenClosedConcurrently() {
    for (int round = 0; round < 300; round++) {
      Conductor ending = new Conductor("ending", Thread::new, errors::add);
      AtomicInteger ran = new AtomicInteger();
      Thread closer = new Thread(ending::close);
      closer.start();
      for (int i = 0; i < 50; i++) {
        ending.execute(ran::incrementAndGet);
      }
      Await.until(() -> ran.get() == 50, () -> "commands are lost: ran=" + ran);
    }
  }

  @Test
  void shouldRunPendingTimersWhenClosed() {
    AtomicBoolean ran = new AtomicBoolean();
    conductor.execute(() -> conductor.schedule(TimeUnit.HOURS.toNanos(1), () -> ran.set(true)));
    awaitRun();
    assertThat(ran).isFalse();
    conductor.close();
    Await.until(ran::get, () -> "the timer does not run");
  }

  @Test
  void shouldRunOtherTimersWhenOneThrowsOnClose() {
    IllegalStateException thrown = new IllegalStateException();
    AtomicBoolean ran = new AtomicBoolean();
    conductor.execute(
        () -> {
          conductor.schedule(TimeUnit.HOURS.toNanos(1), () -> throwAny(thrown));
          conductor.schedule(TimeUnit.HOURS.toNanos(2), () -> ran.set(true));
        });
    awaitRun();
    conductor.close();
    Await.until(ran::get, () -> "the later timer does not run");
    assertThat(errors).containsExactly(thrown);
  }

  /** Repeated, because the conductor may not be asleep yet when it is closed. */
  @Test
  void shouldCloseSelectorWhenClosed() {
    for (int round = 0; round < 20; round++) {
      Conductor ending = new Conductor("ending", Thread::new, errors::add);
      assertThat(TestSide.on(ending, () -> ending.selector().isOpen())).isTrue();
      ending.close();
      Await.until(() -> !ending.selector().isOpen(), () -> "the selector is not closed");
    }
  }

  /** Commands rely on running one at a time, even if callers run them. */
  @Test
  void shouldRunCommandsOneAtATimeWhenClosed() throws InterruptedException {
    conductor.close();
    Await.until(() -> !conductor.selector().isOpen(), () -> "the conductor does not end");
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch over = new CountDownLatch(1);
    AtomicBoolean ran = new AtomicBoolean();
    Thread first =
        new Thread(
            () ->
                conductor.execute(
                    () -> {
                      begun.countDown();
                      awaitUninterrupted(over);
                    }));
    first.start();
    begun.await();
    Thread second = new Thread(() -> conductor.execute(() -> ran.set(true)));
    second.start();
    Await.until(
        () -> second.getState() == Thread.State.BLOCKED || !second.isAlive(),
        () -> "the second caller does not wait");
    assertThat(ran).isFalse();
    over.countDown();
    first.join();
    second.join();
    assertThat(ran).isTrue();
  }

  private static void awaitUninterrupted(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void shouldCloseChannelWhenItsHandlerThrows() throws IOException {
    InternalError thrown = new InternalError();
    Pipe pipe = Pipe.open();
    register(
        pipe,
        () -> {
          throw thrown;
        });
    pipe.sink().write(ByteBuffer.allocate(1));
    Await.until(() -> !pipe.source().isOpen(), () -> "the channel is not closed");
    awaitRun();
    assertThat(errors).containsExactly(thrown);
    pipe.sink().close();
  }

  /** Both channels are selected at once; the first handler that runs closes both. */
  @Test
  void shouldSkipChannelWhenEarlierHandlerClosedIt() throws IOException {
    Pipe one = Pipe.open();
    Pipe other = Pipe.open();
    AtomicInteger ready = new AtomicInteger();
    Conductor.Ready closeBoth =
        () -> {
          ready.incrementAndGet();
          one.source().close();
          other.source().close();
        };
    register(one, closeBoth);
    register(other, closeBoth);
    TestSide.on(
        conductor,
        () -> {
          try {
            one.sink().write(ByteBuffer.allocate(1));
            return other.sink().write(ByteBuffer.allocate(1));
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
        });
    Await.until(() -> ready.get() > 0, () -> "nothing is ready");
    awaitRun();
    assertThat(ready).hasValue(1);
    assertThat(errors).isEmpty();
    one.sink().close();
    other.sink().close();
  }

  /** A stream that runs on this thread always has a next step. */
  @Test
  void shouldServeChannelsAndTimersWhenCommandsNeverEnd() throws IOException {
    AtomicBoolean stopped = new AtomicBoolean();
    Pipe pipe = Pipe.open();
    AtomicBoolean ready = new AtomicBoolean();
    register(
        pipe,
        () -> {
          pipe.source().close();
          ready.set(true);
        });
    AtomicBoolean timed = new AtomicBoolean();
    repeatUntil(stopped);
    conductor.execute(() -> conductor.schedule(1, () -> timed.set(true)));
    pipe.sink().write(ByteBuffer.allocate(1));
    try {
      Await.until(ready::get, () -> "the channel is not served");
      Await.until(timed::get, () -> "the timer is not served");
    } finally {
      stopped.set(true);
      pipe.sink().close();
    }
    assertThat(errors).isEmpty();
  }

  private void repeatUntil(AtomicBoolean stopped) {
    conductor.execute(
        () -> {
          if (!stopped.get()) {
            repeatUntil(stopped);
          }
        });
  }

  private void register(Pipe pipe, Conductor.Ready ready) {
    TestSide.on(
        conductor,
        () -> {
          try {
            pipe.source().configureBlocking(false);
            return pipe.source().register(conductor.selector(), SelectionKey.OP_READ, ready);
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
        });
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
    AtomicBoolean ready = new AtomicBoolean();
    register(
        pipe,
        () -> {
          pipe.source().close();
          ready.set(true);
        });

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

  @Test
  void shouldReportErrorOfATask() {
    IllegalStateException error = new IllegalStateException();
    conductor.reportError(error);
    assertThat(errors).containsExactly(error);
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

  /** Waits until the conductor has run a command and has polled all wait points after it. */
  private void awaitRun() {
    for (int i = 0; i < 2; i++) {
      AtomicBoolean ran = new AtomicBoolean();
      conductor.execute(() -> ran.set(true));
      Await.until(ran::get, () -> "the conductor runs nothing");
    }
  }

  @SuppressWarnings("unchecked")
  private static <E extends Throwable> boolean throwAny(Throwable thrown) throws E {
    throw (E) thrown;
  }
}
