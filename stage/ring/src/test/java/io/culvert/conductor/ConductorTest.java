package io.culvert.conductor;

import static org.assertj.core.api.Assertions.assertThat;

import io.culvert.peer.TestSide;
import io.culvert.testing.Await;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/** The single thread that runs commands and timers, and its end. */
class ConductorTest extends ConductorFixture {

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
  void shouldReportErrorOfATask() {
    IllegalStateException error = new IllegalStateException();
    conductor.reportError(error);
    assertThat(errors).containsExactly(error);
  }
}
